import { useEffect } from 'react';
import { useSelector } from 'react-redux';
import { useNavigate } from 'react-router';
import { isJudged } from '@/api';
import { useSources } from '@/api/useSources';
import { useModels } from '@/features/models/useModels';
import { isAtHand, shelved } from '@/features/submission/shelf';
import { submissionSlice } from '@/features/submission/slice';
import { useSubmit } from '@/features/submission/useSubmit';
import { measured } from '@/lib/voters';
import { songOf, tripOf } from './song';
import type { RootState } from './store';
import { useClassification } from './useClassification';

/** All that the page of a song knows of it, and what can be done with it. */
export function useSong(id: string | undefined) {
  const navigate = useNavigate();
  const submit = useSubmit();
  const submission = useSelector((state: RootState) => submissionSlice.selectors.selectFor(state, id));
  const { classification, problem: lost, detail, alternatives, clip, clipToCome, reload } = useClassification(id, submission);
  const { nameOf, asked } = useSources();
  const { find, choose, votersFor } = useModels();
  const song = songOf(submission, classification, detail, nameOf);
  const accepted = submission?.classificationId ?? null;

  useEffect(() => {
    if (!id && accepted) void navigate(`/c/${accepted}`, { replace: true });
  }, [id, accepted, navigate]);

  const used = classification?.model.name ?? submission?.model;
  const voters = votersFor(used);
  const model = find(used);
  const trip = tripOf(submission, classification, lost, { voters, measured: measured(model?.feature_schema) });
  const again = submission && isAtHand(submission) ? submission : song.resubmission;
  const judged = classification && isJudged(classification) ? classification : null;
  const noClip = trip.problem?.code === 'preview_unavailable' && song.track !== null;

  const retry = () => {
    // A lost poll is asked again; a song that failed is handed in again.
    if (lost && id) { reload(); return; }
    if (!again) return;
    if (trip.problem?.code === 'unknown_model') {
      choose(null);
      submit.again(again, null);
    } else submit.again(again);
    if (id) void navigate('/listen', { replace: true });
  };
  /** The same clip once more, by that model; a step of its own, so that Back leads to what was said before. */
  const rehear = (name: string | null) => {
    if (!again) return;
    submit.again(again, name);
    void navigate('/listen');
  };
  const cancel = () => {
    submit.cancel();
    void navigate('/', { replace: true });
  };

  return {
    song,
    trip,
    judged,
    voters,
    model,
    clip: noClip ? null : clip,
    /** Said where there is nothing to play. */
    absence: clipToCome ? '' : song.absence,
    file: submission ? shelved(submission.key) : null,
    noClip,
    alternatives: trip.problem?.alternatives ?? alternatives,
    /** Whether there is anything to say of it yet; of a result, all that its head will say, so that nothing is moved by what comes late. */
    known: submission !== null || lost !== null || (classification !== undefined && asked),
    /** Nothing was ever handed in, or nothing is at this address. */
    nothing: !id && !submission,
    missing: lost?.code === 'not_found' && !classification,
    retry: lost || again ? retry : null,
    rehear: again ? rehear : null,
    cancel,
  };
}
