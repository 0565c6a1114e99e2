type Pen = Pick<CanvasRenderingContext2D, 'measureText'>;

/** A text in lines of a width, at most so many, broken at words; what is left over ends in an ellipsis, at a word as well. */
export function linesOf(pen: Pen, text: string, width: number, most: number): string[] {
  const fits = (line: string) => pen.measureText(line).width <= width;
  const found: string[] = [''];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    for (const part of fits(word) ? [word] : pieces(word, fits)) {
      const longer = `${found.at(-1) ?? ''} ${part}`.trim();
      if (fits(longer)) found[found.length - 1] = longer;
      else found.push(part);
    }
  }
  if (found.length <= most) return found;
  return [...found.slice(0, most - 1), shortened(found[most - 1] ?? '', fits)];
}

/** A line that goes on, with as many of its words as leave room for the ellipsis; of a single word, letters. */
function shortened(line: string, fits: (line: string) => boolean): string {
  const ended = (text: string) => `${text.replace(/[\s,;:·–-]+$/, '')}…`;
  let shown = line;
  while (shown && !fits(ended(shown))) {
    const space = shown.lastIndexOf(' ');
    shown = space > 0 ? shown.slice(0, space) : Array.from(shown).slice(0, -1).join('');
  }
  return ended(shown);
}

/** A word that is longer than a line, letter by letter: some scripts have no spaces. */
function pieces(word: string, fits: (line: string) => boolean): string[] {
  const found = [''];
  for (const letter of word) {
    const longer = `${found.at(-1) ?? ''}${letter}`;
    if (fits(longer)) found[found.length - 1] = longer;
    else found.push(letter);
  }
  return found;
}
