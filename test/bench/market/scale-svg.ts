import type { Scale } from "./scale.js";

/** Time and bytes of a round against the number of batteries, each against its own largest value. */
export function scaleSvg(scales: readonly Scale[]): string {
  const [width, height, left, bottom] = [640, 360, 60, 50];
  const mostCount = Math.max(...scales.map(({ count }) => count));
  const line = (of: (scale: Scale) => number, colour: string, name: string, row: number): string => {
    const most = Math.max(...scales.map(of));
    const points = scales.map((scale) => {
      const x = left + (scale.count / mostCount) * (width - left - 20);
      const y = height - bottom - (of(scale) / most) * (height - bottom - 60);
      return [x.toFixed(1), y.toFixed(1)] as const;
    });
    const dots = points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`).join("");
    const path = points.map(([x, y]) => `${x},${y}`).join(" ");
    const label = `<text x="${left + 10}" y="${22 + 18 * row}" fill="${colour}">${name}, largest ${most.toPrecision(3)}</text>`;
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}${label}`;
  };
  const ticks = scales.map(({ count }) => {
    const x = (left + (count / mostCount) * (width - left - 20)).toFixed(1);
    return `<text x="${x}" y="${height - bottom + 18}" text-anchor="middle">${count}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<path d="M${left} 50V${height - bottom}H${width - 20}" fill="none" stroke="#888"/>`,
    ...ticks,
    `<text x="${width / 2}" y="${height - 10}" text-anchor="middle">batteries on one site</text>`,
    line(({ roundS }) => roundS, "#1764ab", "s a round", 0),
    line(({ roundKb }) => roundKb, "#b5471b", "kB a round", 1),
    "</svg>",
    "",
  ].join("\n");
}
