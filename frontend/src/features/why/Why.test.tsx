import { screen, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { judged } from '@/testing/fixtures';
import { renderWith } from '@/testing/render';
import { get, getWith, refusal, server } from '@/testing/server';
import { why } from '@/testing/why';
import Why from './Why';
import { measured, points, standing } from './numbers';

const answer = { ...judged(), verdict: judged().verdict! };
const show = () => renderWith(<Why classification={answer} />);

describe('why', () => {
  it('says what spoke for it, feature by feature, and adds up', async () => {
    const { user } = show();
    expect(await screen.findByText(/^What spoke most for Rock rather than Metal: feature 1; .+ For Metal spoke most: feature 2\.$/)).toBeVisible();
    const sums = within(screen.getByRole('list', { name: 'How it adds up' })).getAllByRole('listitem');
    expect(sums[0]).toHaveTextContent(/^Rock8\.0% before listening\+30\.0 points from the features= 38\.0%$/);
    expect(screen.getByText(/before calibration.* Calibrated, as beside the votes, they are 50% for Rock and 25% for Metal\.$/)).toBeVisible();
    expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(8);
    expect(screen.getByText('This song: about 5.5 kHz, as in many Rock songs')).toBeVisible();
    expect(screen.getAllByText('This song: higher than in nearly all Rock songs')[0]).toBeVisible();
    expect(screen.getByText('This song: 0.75')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all 9 features this model uses' }));
    expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(9);
    await user.click(screen.getByText('How is this computed?'));
    expect(screen.getByText('Along the ways down the trees.')).toBeVisible();
    await user.click(screen.getByText('All features in a table'));
    expect(screen.getByRole('row', { name: 'Feature 1 0.25 of 22.05 kHz +20.0 −5.0 +25.0' })).toBeVisible();
  });

  it('compares with another genre', async () => {
    const asked: (string | null)[] = [];
    server.use(
      getWith('/classifications/:id/why', (request) => {
        const against = new URL(request.url).searchParams.get('against');
        asked.push(against);
        return HttpResponse.json(why({ against: against ?? 'Metal' }));
      }),
    );
    const { user } = show();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Rather than this genre' }), 'Folk');
    expect(await screen.findByText(/rather than Folk/)).toBeVisible();
    expect(asked).toEqual([null, 'Folk']);
    expect(within(screen.getByRole('combobox', { name: 'For this genre' })).queryByRole('option', { name: 'Folk' })).not.toBeInTheDocument();
  });

  it('says so where a model’s answers cannot be taken apart', async () => {
    const nothing = { base: null, probability: null, against_base: null, against_probability: null };
    server.use(get('/classifications/:id/why', { ...why(), ...nothing, available: false, genre: null, against: null, method: null, contributions: [], reason: 'Networks have no trees.' }));
    show();
    expect(await screen.findByText('Networks have no trees.')).toBeVisible();
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  });

  it('can be asked again', async () => {
    server.use(getWith('/classifications/:id/why', () => refusal(503, 'busy')));
    const { user } = show();
    expect(await screen.findByRole('alert')).toBeVisible();
    server.use(get('/classifications/:id/why', { ...why() }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^What spoke most for Rock/)).toBeVisible();
  });
});

describe('the words for numbers', () => {
  it('have a sign, and none where there is nothing', () => {
    expect([0.031, -0.031, 0.0001, -0.0001].map(points)).toEqual(['+3.1', '−3.1', '0.0', '0.0']);
  });

  it('have the true minus with a value too', () => {
    expect([measured(-22.94, null), measured(-3, 'dB'), measured(1234.5, 'Hz')]).toEqual(['−22.9', '−3 dB', '1,230 Hz']);
  });

  it('say where a song stands among others', () => {
    const levels = [0.05, 0.25, 0.5, 0.75, 0.95];
    const said = [0, 1.5, 2.5, 3.5, 4.5, 6].map((value) => standing(value, levels, [1, 2, 3, 4, 5], 'Folk'));
    expect(said).toEqual([
      'lower than in nearly all Folk songs',
      'lower than in most Folk songs',
      'as in many Folk songs',
      'as in many Folk songs',
      'higher than in most Folk songs',
      'higher than in nearly all Folk songs',
    ]);
  });
});
