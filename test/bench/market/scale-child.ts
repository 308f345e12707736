import { ThreadSolver } from "@chargepact/agent";
import { obey } from "../child.js";
import { scaleOf } from "./scale.js";

const solver = new ThreadSolver({ module: new URL("solver-thread.mjs", import.meta.url) });
obey({ plan: ({ count }: { count: number }) => scaleOf(count, solver) });
