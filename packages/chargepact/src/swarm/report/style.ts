/** Everything the page looks like; no font, image or script comes from elsewhere. */
export const style = `
:root{color-scheme:light dark;--bg:#fff;--ink:#17212e;--soft:#5a6676;--line:#dde2e9;--card:#f4f6f9;--base:#b9c1cc;--veh:#3d8be0;
--sto:#9a74dd;--cap:#d0342c;--unc:#6c7785;--price:#a86a12;--wait:#f2ae3d;--done:#e3e7ec;--ok:#177d45;--bad:#c22a25;--own:#7fb069;
--gentle:#2fa39a;--c1:#b5d3f3;--c2:#79b0ea;--c3:#3d8be0;--c4:#1560b0;--unheard:#8b6f5c}
@media(prefers-color-scheme:dark){:root{--bg:#11161d;--ink:#e6ebf2;--soft:#97a3b3;--line:#2b3441;--card:#1a212b;--base:#4a5563;--veh:#3f86d4;
--sto:#8f6fce;--cap:#ff6b61;--unc:#8f9bab;--price:#e0a84a;--wait:#d9952a;--done:#2a323d;--ok:#4cc585;--bad:#ff7a70;--own:#7fb069;
--gentle:#35b5aa;--c1:#22415f;--c2:#2b6299;--c3:#3f86d4;--c4:#86bcf5;--unheard:#a58a76}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1040px;padding:20px 20px 60px;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1{font-size:25px;line-height:1.25;margin:6px 0 4px}h2{font-size:19px;margin:42px 0 6px;line-height:1.3}
p{margin:6px 0;max-width:76ch}.soft{color:var(--soft)}small,.small{font-size:13px}
.wide{overflow-x:auto}.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(205px,1fr));gap:12px;margin:18px 0}
.card{background:var(--card);border-radius:10px;padding:12px 14px}.card b{display:block;font-size:27px;line-height:1.2;letter-spacing:-.01em}
.card span{display:block}.good{color:var(--ok)}.bad{color:var(--bad)}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:14px}
th,td{text-align:right;padding:5px 8px;border-bottom:1px solid var(--line)}th:first-child,td:first-child{text-align:left;padding-left:0}
thead th{color:var(--soft);font-weight:600}td.main{font-weight:650}
.plot{margin:10px 0 4px}.title{font-size:12.5px;color:var(--soft);margin:8px 0 3px 46px}
.area{position:relative;margin-left:46px;border-left:1px solid var(--line);border-bottom:1px solid var(--line)}
.area svg{position:absolute;inset:0;width:100%;height:100%;overflow:hidden}
.y{position:absolute;right:100%;margin-right:6px;transform:translateY(50%);font-size:12px;color:var(--soft);white-space:nowrap}
.x{position:relative;height:20px;margin-left:46px;font-size:12px;color:var(--soft)}.x span{position:absolute;transform:translateX(-50%);top:3px}
.x .last{transform:translateX(-100%)}.row.axis .x .first{transform:none}
.grid{stroke:var(--line);stroke-width:1}svg *{vector-effect:non-scaling-stroke}
.f-base{fill:var(--base)}.f-veh{fill:var(--veh)}.f-sto{fill:var(--sto)}.f-give{fill:var(--sto);opacity:.38}.f-back{fill:var(--veh);opacity:.38}.f-low{fill:var(--cap);opacity:.09}
.l-site{fill:none;stroke:var(--ink);stroke-width:1.4}.l-cap{fill:none;stroke:var(--cap);stroke-width:2.4}
.l-unc{fill:none;stroke:var(--unc);stroke-width:1.6;stroke-dasharray:5 4}.l-price{fill:none;stroke:var(--price);stroke-width:2}
.l-own{fill:none;stroke:var(--unc);stroke-width:1.6;stroke-dasharray:2 3}.l-allowed{fill:none;stroke:var(--cap);stroke-width:2}
.l-offer{fill:none;stroke:var(--cap);stroke-width:2;stroke-dasharray:5 4}.l-answer{fill:none;stroke:var(--gentle);stroke-width:2.6}.f-commit{fill:var(--gentle);opacity:.22}
.l-plan{fill:none;stroke:var(--ink);stroke-width:1.8}.l-bound{fill:none;stroke:var(--gentle);stroke-width:2.2}.f-gap{fill:var(--wait);opacity:.45}.f-band{fill:var(--gentle);opacity:.22}
.mark{position:absolute;top:0;bottom:0;border-left:1.5px dashed var(--bad)}.mark span{position:absolute;top:2px;left:5px;font-size:11.5px;line-height:1.25;color:var(--bad);background:var(--bg);border-radius:3px;padding:0 3px;white-space:nowrap}
.mark.end span{left:auto;right:5px}
.legend{font-size:13px;color:var(--soft);max-width:none;margin:4px 0 8px}.legend span{display:inline-block;white-space:nowrap;margin:0 14px 2px 0}
.legend i{display:inline-block;width:18px;height:11px;margin-right:6px;border-radius:2px;vertical-align:-1px}
i.l-site,i.l-cap,i.l-unc,i.l-price,i.l-own,i.l-allowed,i.l-offer,i.l-answer,i.l-plan,i.l-bound{height:0;border-top:2.5px solid;border-radius:0;vertical-align:4px}
i.l-site,i.l-plan{border-color:var(--ink)}i.l-cap,i.l-allowed{border-color:var(--cap)}i.l-unc{border-color:var(--unc);border-top-style:dashed}i.l-price{border-color:var(--price)}
i.l-own{border-color:var(--unc);border-top-style:dotted}i.l-offer{border-color:var(--cap);border-top-style:dashed}i.l-answer,i.l-bound{border-color:var(--gentle)}
i.f-base,.b-base{background:var(--base)}i.f-veh{background:var(--veh)}i.f-sto{background:var(--sto)}i.f-give{background:var(--sto);opacity:.4}i.f-back{background:var(--veh);opacity:.4}i.f-commit,i.f-band{background:var(--gentle);opacity:.3}i.f-gap{background:var(--wait);opacity:.45}
.v-wait,.w-shared{fill:var(--wait);background:var(--wait)}.v-done,.w-done{fill:var(--done);background:var(--done)}.v-give,.w-export{fill:var(--sto);background:var(--sto)}
.v-c1{fill:var(--c1);background:var(--c1)}.v-c2{fill:var(--c2);background:var(--c2)}.v-c3{fill:var(--c3);background:var(--c3)}.v-c4{fill:var(--c4);background:var(--c4)}
.w-full{fill:var(--c3);background:var(--c3)}.w-own{fill:var(--own);background:var(--own)}.w-gentle{fill:var(--gentle);background:var(--gentle)}
.w-emergency{fill:var(--bad);background:var(--bad)}.w-unheard{fill:var(--unheard);background:var(--unheard)}
.m-cost{fill:var(--price);background:var(--price)}.m-wear{fill:var(--own);background:var(--own)}.m-unserved{fill:var(--bad);background:var(--bad)}
.wide{overflow-x:auto}.l-zero{stroke:var(--soft);stroke-width:1}
.rows{margin:10px 0;font-size:13px}.row{display:grid;grid-template-columns:172px 1fr 128px;gap:10px;align-items:center;min-height:23px}
.row .name{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.row .got{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.row .bar{position:relative;height:15px}.row .bar svg{position:absolute;inset:0;width:100%;height:100%}.row.axis .x{margin:0}
.models .row{grid-template-columns:246px 1fr 128px}
.row:nth-child(even):not(.axis){background:color-mix(in srgb,var(--card) 60%,transparent)}
.strip{height:16px;margin:0 0 0 46px;position:relative}.strip svg{position:absolute;inset:0;width:100%;height:100%}
.lanes{position:relative;margin-top:14px}.lane-names,.step{display:grid;grid-template-columns:minmax(0,430px) minmax(0,1fr);gap:22px}
.names{display:grid;grid-template-columns:1fr 1fr 1fr;text-align:center}.names span{background:var(--card);border:1px solid var(--line);border-radius:7px;padding:4px 2px;margin:0 5px;font-size:13px;line-height:1.25;overflow-wrap:anywhere}
.names small{display:block;color:var(--soft);font-size:11.5px}
.arrow{position:relative;min-height:52px;background-image:linear-gradient(var(--line),var(--line)),linear-gradient(var(--line),var(--line)),linear-gradient(var(--line),var(--line));background-size:1.5px 100%;background-repeat:no-repeat;background-position:16.67% 0,50% 0,83.33% 0}
.shaft{position:absolute;top:30px;height:0;border-top:2px solid var(--ink)}.shaft::after{content:"";position:absolute;top:-6px;border:5px solid transparent}
.shaft.right::after{right:-1px;border-left:9px solid var(--ink);border-right:0}.shaft.left::after{left:-1px;border-right:9px solid var(--ink);border-left:0}
.shaft b{position:absolute;bottom:3px;left:0;right:0;text-align:center;font-size:12.5px;line-height:1.2;font-weight:650}.shaft b span{background:var(--bg);padding:0 4px}
.shaft.key{border-color:var(--gentle)}.shaft.key.right::after{border-left-color:var(--gentle)}.shaft.key.left::after{border-right-color:var(--gentle)}.shaft.key b{color:var(--gentle)}
.said{padding:7px 0 9px;border-bottom:1px solid var(--line);font-size:13.5px;line-height:1.42}.said .small{color:var(--soft);font-size:12px}
footer{margin-top:46px;padding-top:12px;border-top:1px solid var(--line);color:var(--soft);font-size:13px}
code{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
@media(max-width:640px){body{padding:14px 14px 40px}h1{font-size:21px}.card b{font-size:23px}.cards{grid-template-columns:1fr 1fr;gap:9px}.card{padding:10px 11px;font-size:13.5px}
.title{margin-left:38px}.area,.x,.strip{margin-left:38px}.x .minor{display:none}.row,.models .row{grid-template-columns:1fr auto;gap:0 8px;padding:3px 0}.row .bar{grid-column:1/3;grid-row:2}.row.axis .name,.row.axis .got{display:none}.row.axis .bar{grid-row:1}
.lane-names,.step{grid-template-columns:minmax(0,1fr);gap:0}.said{padding:0 0 9px 0;border:0}.arrow{min-height:42px}.lanes{border-bottom:1px solid var(--line)}table{font-size:13px}th,td{padding:5px 4px}}
`;
