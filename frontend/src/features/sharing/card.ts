import type { Judged } from '@/api';
import { crowns, trunk } from '@/components/Tree';
import { genreInk, genreLook } from '@/lib/genres';

/** As large as what other sites show of a link, px. */
const [WIDTH, HEIGHT, EDGE] = [1200, 630, 64];
const SERIF = "Georgia, 'Liberation Serif', serif";
const SANS = "system-ui, 'Liberation Sans', Arial, sans-serif";
/** The page by day, whatever the theme: a picture is sent to others. */
const paper = { ground: '#f6f1e5', ink: '#16241c', soft: '#4b5a50', leaf: '#1d5b3d', sunken: '#e4dcc8', bark: '#6d5a45', tone: 0.5 };

/** The verdict as a picture: title, sentence, the first genres and the twenty trees. */
export async function cardOf(answer: Judged, title: string, byline: string): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser draws no pictures.');
  pen.fillStyle = paper.ground;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  write(pen, title, { at: [EDGE, 112], font: `600 58px ${SERIF}`, colour: paper.ink, width: WIDTH - 2 * EDGE });
  write(pen, byline, { at: [EDGE, 160], font: `26px ${SANS}`, colour: paper.soft, width: WIDTH - 2 * EDGE });
  lines(pen, answer.verdict.sentence, `30px ${SERIF}`, WIDTH - 2 * EDGE, 2).forEach((line, i) =>
    write(pen, line, { at: [EDGE, 226 + i * 40], font: `30px ${SERIF}`, colour: paper.leaf }),
  );
  answer.votes.slice(0, 4).forEach((row, i) => bar(pen, row.genre, row.votes, answer.model.forests, 316 + i * 42));
  answer.ballots.forEach(({ genre, probability }, i) => tree(pen, genre, EDGE + i * ((WIDTH - 2 * EDGE) / answer.ballots.length), 482, probability));
  write(pen, `AudioFiler · ${answer.model.name} ${answer.model.version}`, { at: [EDGE, HEIGHT - 28], font: `22px ${SANS}`, colour: paper.soft });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png');
  });
}

interface Line {
  at: [number, number];
  font: string;
  colour: string;
  /** What is longer is cut. */
  width?: number;
}

function write(pen: CanvasRenderingContext2D, text: string, { at, font, colour, width }: Line): void {
  pen.font = font;
  pen.fillStyle = colour;
  let shown = text;
  while (width && shown.length > 1 && pen.measureText(shown).width > width) shown = `${shown.replace(/…$/, '').slice(0, -1).trimEnd()}…`;
  pen.fillText(shown, ...at);
}

/** Words in lines of a width, at most so many. */
function lines(pen: CanvasRenderingContext2D, text: string, font: string, width: number, most: number): string[] {
  pen.font = font;
  const found: string[] = [''];
  for (const word of text.split(' ')) {
    const longer = `${found.at(-1) ?? ''} ${word}`.trim();
    if (pen.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found.slice(0, most);
}

function bar(pen: CanvasRenderingContext2D, genre: string, votes: number, all: number, y: number): void {
  const [from, length] = [EDGE + 190, WIDTH - 2 * EDGE - 320];
  write(pen, genre, { at: [EDGE, y + 20], font: `600 24px ${SANS}`, colour: paper.ink, width: 180 });
  pen.fillStyle = paper.sunken;
  pen.fillRect(from, y, length, 24);
  pen.fillStyle = genreInk(genre, paper.tone);
  pen.fillRect(from, y, (length * votes) / all, 24);
  write(pen, `${votes} of ${all}`, { at: [from + length + 18, y + 20], font: `24px ${SANS}`, colour: paper.ink });
}

function tree(pen: CanvasRenderingContext2D, genre: string, x: number, y: number, probability: number): void {
  const { shape } = genreLook(genre);
  const scale = 0.72 * (0.6 + 0.4 * Math.min(1, probability / 0.6));
  pen.save();
  pen.translate(x + 26, y + 72);
  pen.scale(scale, scale);
  pen.translate(-30, -73);
  pen.fillStyle = paper.bark;
  pen.fill(new Path2D(trunk(shape)));
  pen.fillStyle = genreInk(genre, paper.tone);
  pen.fill(new Path2D(crowns[shape]));
  pen.restore();
}
