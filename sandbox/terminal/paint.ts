// A little colour for terminals that show it, and none for files, pipes and those who asked for none.
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  button(text: string): string;
  trouble(text: string): string;
}

const wrap = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;

export const coloured: Paint = {
  bold: wrap(1),
  dim: wrap(2),
  button: (text) => text.replace(/\[ [^\]]+ \]/g, wrap(36)),
  trouble: wrap(31),
};

export const plainly: Paint = {
  bold: (text) => text,
  dim: (text) => text,
  button: (text) => text,
  trouble: (text) => text,
};
