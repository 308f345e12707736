import type { Day } from "@chargepact/sim";
import { frame, progressLine, type Scene } from "./live-frame.js";
import type { Recorder } from "./recorder.js";
import type { Swarm } from "./swarm.js";
import { timeLeft } from "./time-left.js";

/** Where progress goes: a terminal, or anything that takes lines. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

export interface LiveOptions {
  readonly day: Day;
  readonly recorder: Recorder;
  readonly screen: Screen;
  /** Redraws a table in place; else a line is written now and then. */
  readonly table: boolean;
  readonly colour: boolean;
  /** Times real time; undefined in virtual time, whose end is estimated from its course. */
  readonly speed: number | undefined;
  /** Real time, ms. */
  readonly nowMs: () => number;
}

/** Real ms between two drawings of the table, and between two lines. */
const drawMs = 200;
const lineMs = 4000;

/** Shows how a run goes on: a table that is redrawn in place, or plain lines. */
export class Live {
  private drawnLines = 0;
  private shownMs: number;
  private readonly startMs: number;

  constructor(private readonly options: LiveOptions) {
    this.startMs = options.nowMs();
    // A table comes at once; a first line is due after a second.
    this.shownMs = this.startMs - (options.table ? drawMs : lineMs - 1000);
  }

  /** Draws if it is time to. */
  update(swarm: Swarm): void {
    const nowMs = this.options.nowMs();
    if (nowMs - this.shownMs < (this.options.table ? drawMs : lineMs)) return;
    this.shownMs = nowMs;
    const scene = this.scene(swarm, nowMs);
    if (this.options.table) this.draw(frame(scene));
    else this.options.screen.write(`${progressLine(scene)}\n`);
  }

  /** Takes the table away, so that the result stands in its place. */
  close(): void {
    this.erase();
  }

  private scene(swarm: Swarm, nowMs: number): Scene {
    const { day, recorder, screen, colour } = this.options;
    const spanMs = (day.toS - day.fromS) * 1000;
    const done = Math.min(1, Math.max(0, (swarm.world.nowMs - day.fromS * 1000) / spanMs));
    const { speed } = this.options;
    const left = timeLeft({ elapsedMs: nowMs - this.startMs, done, spanMs, speed });
    const columns = Math.max(40, screen.columns ?? 80);
    const rows = Math.max(8, screen.rows ?? 24);
    return {
      day,
      recorder,
      world: swarm.world,
      done,
      left,
      columns,
      rows,
      colour,
    };
  }

  private draw(lines: readonly string[]): void {
    const up = this.drawnLines > 0 ? `\u001b[${this.drawnLines}A` : "";
    this.options.screen.write(`${up}\r\u001b[0J${lines.join("\n")}\n`);
    this.drawnLines = lines.length;
  }

  private erase(): void {
    if (this.drawnLines > 0) this.options.screen.write(`\u001b[${this.drawnLines}A\r\u001b[0J`);
    this.drawnLines = 0;
  }
}
