import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Acl } from "./acl.js";
import { mosquittoAcl, passwordEntry } from "./mosquitto.js";

const shipped = (name: string): string => readFileSync(new URL(`../config/mosquitto/${name}`, import.meta.url), "utf8");

test("the shipped ACL file is what mosquittoAcl() writes", () => {
  expect(shipped("acl")).toBe(mosquittoAcl());
});

test("the shipped configuration lets nobody in without a name, binds names to client ids and sets no-delay", () => {
  const lines = shipped("mosquitto.conf").split("\n");
  expect(lines).toEqual(
    expect.arrayContaining(["allow_anonymous false", "use_username_as_clientid true", "set_tcp_nodelay true"]),
  );
});

test("a password entry names the user, the iterations, the salt and a key of 64 bytes", () => {
  const entry = passwordEntry("ev-1", "secret", { iterations: 101, entropy: (bytes) => new Uint8Array(bytes) });
  const [, salt, key] = /^ev-1:\$7\$101\$([^$]+)\$([^$]+)$/.exec(entry) ?? [];
  expect(Buffer.from(salt ?? "", "base64")).toHaveLength(12);
  expect(Buffer.from(key ?? "", "base64")).toHaveLength(64);
  expect(passwordEntry("ev-1", "secret")).not.toBe(passwordEntry("ev-1", "secret"));
});

test("a client writes only under its own name and reads only its own inbox and what is for all", () => {
  const acl = new Acl();
  const space = "chargepact/1/site";
  for (const topic of ["inbox/b/a", "node/a/presence", "node/a/roster", "market/a/a"]) {
    expect(acl.mayPublish("a", `${space}/${topic}`)).toBe(true);
    expect(acl.mayPublish("b", `${space}/${topic}`)).toBe(false);
  }
  for (const topic of ["inbox/b/a/x", "node/a", "node/a/other", "other"])
    expect(acl.mayPublish("a", `${space}/${topic}`)).toBe(false);
  for (const filter of ["inbox/a/+", "inbox/a/b", "node/+/presence", "node/b/roster", "market/+/+", "market/b/b"]) {
    expect(acl.maySubscribe("a", `${space}/${filter}`)).toBe(true);
  }
  for (const filter of [
    "#",
    "+/1/site/inbox/a/+",
    `${space}/inbox/+/a`,
    `${space}/inbox/b/+`,
    `${space}/inbox/#`,
    `${space}/inbox/a/#`,
    `${space}/#`,
    "$SYS/#",
  ]) {
    expect(acl.maySubscribe("a", filter)).toBe(false);
  }
});
