import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect, useRef, useState } from 'react';
import { useDispatch } from 'react-redux';
import { api, isUnderWay, type Alternative, type Classification, type TrackDetail } from '@/api';
import { baseApi } from '@/api/baseApi';
import { asProblem, type Problem } from '@/api/problem';
import type { Submission } from '@/features/submission/slice';

const POLL = 150;

interface Watched {
  classification: Classification | undefined;
  problem: Problem | null;
  /** Its song as its catalogue has it now. */
  detail: TrackDetail | undefined;
  /** The same song elsewhere; undefined while that is not known. */
  alternatives: Alternative[] | undefined;
  /** Where to hear it. */
  clip: string | null;
  /** Whether it is not yet known if there is one. */
  clipToCome: boolean;
  reload: () => void;
}

/** A classification by its address, asked again until it is done; and a fresh address of its clip. */
export function useClassification(id: string | undefined, submission: Submission | null): Watched {
  const dispatch = useDispatch();
  const [watching, setWatching] = useState(true);
  const { currentData, error, refetch } = api.useClassificationsRetrieveQuery(
    id ? { classificationId: id } : skipToken,
    { pollingInterval: watching ? POLL : 0 },
  );
  const underWay = currentData === undefined ? !error : isUnderWay(currentData) && !error;
  if (underWay !== watching) setWatching(underWay);

  const over = currentData !== undefined && !isUnderWay(currentData);
  useEffect(() => {
    if (over) dispatch(baseApi.util.invalidateTags(['History']));
  }, [over, dispatch]);

  const trackId = submission?.track?.id ?? currentData?.track?.id;
  const { currentData: track, isError: noTrack, refetch: trackAgain } = api.useTracksRetrieveQuery(trackId ? { trackId } : skipToken);
  // It may have been asked while there was no connection; an answer about its song says that there is one again.
  const answered = currentData?.id;
  const asked = useRef('');
  useEffect(() => {
    if (!answered || !noTrack || asked.current === answered) return;
    asked.current = answered;
    void trackAgain();
  }, [answered, noTrack, trackAgain]);
  // A pasted address is opened here only after the server's own check let it through.
  const heard = currentData && ['extracting', 'voting', 'done'].includes(currentData.status);
  const handed = submission?.kind === 'link' && !heard ? null : submission?.clipUrl;
  const clip = handed ?? track?.preview_url ?? null;
  const open = currentData ? isUnderWay(currentData) : !submission?.problem;
  return {
    classification: currentData,
    problem: error ? asProblem(error) : null,
    detail: track,
    alternatives: track ? track.alternatives : noTrack ? [] : undefined,
    clip,
    clipToCome: clip === null && !error && (trackId ? !track && !noTrack : open),
    reload: () => void refetch(),
  };
}
