import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { judged } from '@/testing/fixtures';
import { renderWith } from '@/testing/render';
import { getWith, refusal, server } from '@/testing/server';
import Sharing from './Sharing';
import { csvOf, fileName } from './files';

const answer = { ...judged(), verdict: judged().verdict! };
const show = () => renderWith(<Sharing classification={answer} title="Spruce Song" byline="The Needles" />);

/** The files that are handed to the browser: name and text. */
function kept() {
  const names: string[] = [];
  const blobs: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob);
    return 'blob:http://localhost/kept';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  return { names, blobs };
}

describe('give a result on', () => {
  it('as its address, and says so', async () => {
    const user = userEvent.setup(); // brings a clipboard
    show();
    await user.click(screen.getByRole('button', { name: 'Copy this address' }));
    expect(await navigator.clipboard.readText()).toBe(window.location.href);
    expect(await screen.findByRole('status')).toHaveTextContent('Address copied');
  });

  it('as a table and as everything, named after the song', async () => {
    const { names, blobs } = kept();
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Save as a file' }));
    await user.click(screen.getByRole('button', { name: 'Table (CSV)' }));
    expect(await screen.findByText('Saved as spruce-song-genre.csv', { selector: 'p' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Everything (JSON)' }));
    expect(await screen.findByText('Saved as spruce-song-genre.json', { selector: 'p' })).toBeVisible();
    expect(names).toEqual(['spruce-song-genre.csv', 'spruce-song-genre.json']);
    expect(blobs.map(({ type }) => type)).toEqual(['text/csv', 'application/json']);
  });

  it('says when that did not work', async () => {
    server.use(getWith('/classifications/:id', () => refusal(503, 'busy')));
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Save as a file' }));
    await user.click(screen.getByRole('button', { name: 'Everything (JSON)' }));
    expect(await screen.findByText(/did not work/, { selector: 'p' })).toBeVisible();
  });

  it('names a file after any title', () => {
    expect(fileName('Café del Bosque / №1', 'png')).toBe('cafe-del-bosque-no1-genre.png');
    expect(fileName('…', 'csv')).toBe('song-genre.csv');
    expect(fileName('x'.repeat(300), 'csv')).toHaveLength(90);
  });

  it('has a line for every genre, and no cell is a formula', () => {
    const [head, first, ...rest] = csvOf(answer, '=1+"x", y').trim().split('\r\n');
    expect(head).toBe('title,model,version,genre,votes,fraction,probability');
    expect(first).toBe(`"'=1+""x"", y",audiofiler-26,1.0.0,Rock,11,0.55,0.5`);
    expect(rest).toHaveLength(3);
  });
});
