import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { evidence } from '@/testing/evidence';
import { model } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, getWith, refusal, server } from '@/testing/server';
// Loaded before the first test, which would else wait for it.
import './HowPage';

const part = (name: string) => screen.findByRole('region', { name });

describe('how it works', () => {
  it('shows the model’s own scores', async () => {
    renderApp('/how');
    const scores = within(await screen.findByLabelText('Scores'));
    expect(scores.getByRole('row', { name: 'Right at the first guess 41.1% 40.5% to 41.7% 36.1%' })).toBeVisible();
    expect(scores.getByRole('row', { name: 'Log loss (lower is better) 2.01 – –' })).toBeVisible();
    expect(document.title).toBe('How it works · AudioFiler');
  });

  it('lets the confusion matrix be walked with the arrow keys, families together', async () => {
    const { user } = renderApp('/how');
    const grid = await screen.findByRole('grid', { name: 'What was heard of songs of each genre' });
    // Rock & Metal first, as the model's families have it.
    expect(within(grid).getAllByRole('rowheader').map((head) => head.textContent)).toEqual(['Rock', 'Metal', 'Blues', 'Folk']);
    const stops = within(grid).getAllByRole('gridcell').filter((cell) => cell.tabIndex === 0);
    expect(stops).toHaveLength(1);
    stops[0]!.focus();
    await user.keyboard('{ArrowDown}{ArrowLeft}');
    expect(within(grid).getByRole('gridcell', { name: 'Metal heard as Rock: 30.0% (30 songs)' })).toHaveFocus();
    expect(screen.getByText('Of 100 songs tagged Metal, 70% were recognised. Most often taken for Rock (30%).')).toBeVisible();
    await user.keyboard('{PageDown}{End}');
    expect(within(grid).getByRole('gridcell', { name: 'Folk heard as Folk, which is right: 50.0% (50 songs)' })).toHaveFocus();
  });

  it('reads a field of the matrix under the pointer', async () => {
    const { user } = renderApp('/how');
    await user.hover(await screen.findByRole('gridcell', { name: /^Blues heard as Folk/ }));
    expect(screen.getByText(/Of 100 songs tagged Blues, 60% were recognised. Most often taken for/)).toBeVisible();
  });

  it('walks along the ROC curve of a chosen genre', async () => {
    const { user } = renderApp('/how');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Genre' }), 'Blues');
    expect(screen.getByText('Let 10% of all other songs be called Blues by mistake, and 50% of the Blues songs are found.')).toBeVisible();
    fireEvent.change(screen.getByRole('slider', { name: 'Walk along the curve' }), { target: { value: '55' } });
    expect(screen.getByText(/Let 55% of all other songs be called Blues by mistake, and 75% of the Blues/)).toBeVisible();
    expect(screen.getByRole('img', { name: /ROC curve of Blues.*area below it is 0.81/ })).toBeVisible();
  });

  it('says how growth, calibration and mistakes went, with reasons', async () => {
    renderApp('/how');
    expect(await screen.findByText(/One forest alone is right 31.0% of the time, 20 together 41.2%./)).toBeVisible();
    expect(screen.getByText(/Here they are 3.5% away from it on average/)).toBeVisible();
    const mistakes = within(await part('Where it fails, and why'));
    expect(mistakes.getByRole('heading', { name: 'Metal, taken for Rock' })).toBeVisible();
    expect(mistakes.getByText(/Distorted guitars/)).toBeVisible();
    expect(mistakes.getByText(/Relatives: both belong to Roots/)).toBeVisible();
  });

  it('counts what is measured and what of it the model uses, once', async () => {
    const [harmony, beat] = [Array.from({ length: 26 }, (_, i) => `chroma_${i}`), ['bpm']];
    const others = ['energy', 'zcr', 'mfcc'].flatMap((name, i) => Array.from({ length: [4, 12, 26][i]! }, (_, n) => `${name}_${n}`));
    server.use(get('/models', { results: [{ ...model, features: [...others, ...harmony, ...beat] }] }));
    renderApp('/how');
    const measured = within(await part('What is measured'));
    expect(measured.getByText('70 features are measured; audiofiler-26 uses 69 of them: all but how regularly the peaks come, which is not in the data it learnt from.')).toBeVisible();
    const counts = measured.getAllByRole('term').map((term) => term.textContent);
    expect(counts).toEqual(['Loudness4 features', 'Brightness12 features', 'Timbre26 features', 'Harmony26 features', 'Beat2 features, 1 of them used']);
  });

  it('says so where a model does not bring its evidence', async () => {
    server.use(get('/models/:name/evidence', { ...evidence, confusion: null, roc: null, calibration: [], growth: null, confusions: null }));
    renderApp('/how');
    expect(await screen.findAllByText('This was not measured for audiofiler-26 1.0.0.')).toHaveLength(5);
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('lets it be loaded again where it got lost', async () => {
    const answers = [() => HttpResponse.error(), () => HttpResponse.json({ ...evidence })];
    server.use(getWith('/models/:name/evidence', () => (answers.length > 1 ? answers.shift()! : answers[0]!)()));
    const { user } = renderApp('/how');
    await user.click((await screen.findAllByRole('button', { name: 'Try again' }))[0]!);
    expect(await screen.findByRole('grid')).toBeVisible();
  });

  it('explains itself without a model too', async () => {
    server.use(get('/models', { results: [] }));
    renderApp('/how');
    expect(await screen.findByText('No model is installed here yet.')).toBeVisible();
  });
});

describe('the map of songs', () => {
  it('names its groups by what sets them apart, and reads them', async () => {
    const { user } = renderApp('/how');
    const map = within(await screen.findByRole('group', { name: /Map of the training songs/ }));
    const group = map.getByRole('button', { name: '3,480 songs that sound alike: Rock 40% and Metal 30%.' });
    expect(group).toHaveTextContent('Metal');
    await user.click(group);
    expect(screen.getByRole('button', { name: 'All of it' })).toBeEnabled();
    expect(map.queryByRole('button', { name: /900 songs/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'All of it' }));
    expect(map.getByRole('button', { name: /900 songs/ })).toBeVisible();
  });

  it('leads to one’s own songs, and to nobody else’s', async () => {
    renderApp('/how');
    const yours = within(await screen.findByRole('list', { name: 'Your songs on the map' }));
    expect(yours.getAllByRole('link')).toHaveLength(1);
    expect(yours.getByRole('link', { name: '★ The Needles - Spruce Song (Rock)' })).toHaveAttribute('href', '/c/abc');
  });

  it('looks closer with the keyboard, and shows one family alone', async () => {
    const { user } = renderApp('/how');
    const map = await screen.findByRole('group', { name: /Map of the training songs/ });
    within(map).getAllByRole('button')[0]!.focus();
    await user.keyboard('+');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Look from further away' })).toBeEnabled());
    await user.keyboard('0');
    expect(screen.getByRole('button', { name: 'Look from further away' })).toBeDisabled();
    const family = screen.getByRole('button', { name: 'Roots' });
    await user.click(family);
    expect(family).toHaveAttribute('aria-pressed', 'true');
  });

  it('says that a model comes without one', async () => {
    server.use(getWith('/map', () => refusal(404, 'not_found')));
    renderApp('/how');
    expect(await screen.findByText('The model in use comes without a map.')).toBeVisible();
  });
});
