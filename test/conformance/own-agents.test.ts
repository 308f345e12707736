import { conformance } from "@chargepact/conformance";
import { describe, test } from "vitest";
import { ownAgents } from "./subjects.js";

/** The project's own agents keep the rules that the kit looks for: on a good network, on bad ones, at random. */
const few = { test, networks: 1, walks: 15, seed: 20_261_129 } as const;

describe("the charger", () => conformance({ ...few, role: "charger", create: ownAgents.charger }));
describe("the battery", () => conformance({ ...few, role: "battery", create: ownAgents.battery }));
describe("the storage site", () => conformance({ ...few, role: "storage", create: ownAgents.storage }));
describe("the grid operator", () => conformance({ ...few, role: "grid", create: ownAgents.grid }));
