// Says in one sentence that this Node is too old, where it would otherwise answer TypeScript with a stack.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `Empty Chair needs Node 22.19 or newer; this is ${process.versions.node}. Install a newer Node, or run npm ci, which brings one along.\n`,
  );
  process.exit(1);
}
