import type { Judged } from '@/api';
import { crowns, trunk } from '@/components/Tree';
import { genreInk, genreLook } from '@/lib/genres';
import { linesOf } from './lines';

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
  const end = heading(pen, title);
  lines(pen, byline, `26px ${SANS}`, 1).forEach((line) => write(pen, line, { at: [EDGE, end + 44], font: `26px ${SANS}`, colour: paper.soft }));
  lines(pen, answer.verdict.sentence, `30px ${SERIF}`, 2).forEach((line, i) =>
    write(pen, line, { at: [EDGE, 228 + i * 40], font: `30px ${SERIF}`, colour: paper.leaf }),
  );
  answer.votes.slice(0, 4).forEach((row, i) => bar(pen, row.genre, row.votes, answer.model.forests, 316 + i * 42));
  answer.ballots.forEach(({ genre, probability }, i) => tree(pen, genre, EDGE + i * ((WIDTH - 2 * EDGE) / answer.ballots.length), 482, probability));
  write(pen, `AudioFiler · ${answer.model.name} ${answer.model.version}`, { at: [EDGE, HEIGHT - 28], font: `22px ${SANS}`, colour: paper.soft });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png');
  });
}

/** The title in large letters, or in smaller ones on two lines; gives where the last line stands. */
function heading(pen: CanvasRenderingContext2D, title: string): number {
  const [large, small] = [`600 58px ${SERIF}`, `600 46px ${SERIF}`];
  const font = lines(pen, title, large, 2).length === 1 ? large : small;
  const rows = lines(pen, title, font, 2);
  const first = rows.length === 1 ? 112 : 82;
  rows.forEach((line, i) => write(pen, line, { at: [EDGE, first + i * 54], font, colour: paper.ink }));
  return first + (rows.length - 1) * 54;
}

interface Line {
  at: [number, number];
  font: string;
  colour: string;
}

function write(pen: CanvasRenderingContext2D, text: string, { at, font, colour }: Line): void {
  pen.font = font;
  pen.fillStyle = colour;
  pen.fillText(text, ...at);
}

function lines(pen: CanvasRenderingContext2D, text: string, font: string, most: number, width = WIDTH - 2 * EDGE): string[] {
  pen.font = font;
  return linesOf(pen, text, width, most);
}

function bar(pen: CanvasRenderingContext2D, genre: string, votes: number, all: number, y: number): void {
  const [from, length] = [EDGE + 190, WIDTH - 2 * EDGE - 320];
  const font = `600 24px ${SANS}`;
  lines(pen, genre, font, 1, 180).forEach((line) => write(pen, line, { at: [EDGE, y + 20], font, colour: paper.ink }));
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
