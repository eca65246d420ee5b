// Puts off what a library loads at once and hardly ever needs.
import { Module } from 'node:module';

/**
 * CommonJS asks a package for its parts where it uses them, so the package is loaded when `require` is first asked for
 * one; who lists its parts, as `export *` does, finds none before. Entries of require.cache may be put in the place of a
 * module (Node.js, "require.cache").
 */
export function loadWhenUsed(require: NodeJS.Require, name: string): void {
  const file = require.resolve(name);
  if (require.cache[file]) return;
  const standIn = new Module(file);
  standIn.loaded = true;
  standIn.exports = new Proxy(
    {},
    {
      get(_, part) {
        // Compilers ask for this one to know what they have before them.
        if (part === '__esModule') return true;
        if (require.cache[file] === standIn) delete require.cache[file];
        return Reflect.get(require(name), part);
      },
    },
  );
  require.cache[file] = standIn;
}
