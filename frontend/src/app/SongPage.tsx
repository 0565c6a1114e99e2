import { useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { Navigate, useNavigate, useParams } from 'react-router';
import { isJudged } from '@/api';
import { useSources } from '@/api/useSources';
import { Trouble } from '@/components/Trouble';
import { NoClip } from '@/features/alternatives/NoClip';
import { Feedback } from '@/features/feedback/Feedback';
import { Player } from '@/features/listening/Player';
import { SongCredit } from '@/features/listening/SongCredit';
import { SongHeader } from '@/features/listening/SongHeader';
import { useModels } from '@/features/models/useModels';
import { Steps } from '@/features/progress/Steps';
import { isAtHand } from '@/features/submission/shelf';
import { submissionSlice } from '@/features/submission/slice';
import { useSubmit } from '@/features/submission/useSubmit';
import { FileButton } from '@/features/upload/FileButton';
import { Verdict, VerdictToCome } from '@/features/verdict/Verdict';
import { usePage } from '@/lib/usePage';
import { measured } from '@/lib/voters';
import { HeardBy } from './HeardBy';
import { NotFoundPage } from './NotFoundPage';
import { SongActions } from './SongActions';
import styles from './SongPage.module.css';
import { songOf, tripOf } from './song';
import type { RootState } from './store';
import { useClassification } from './useClassification';
import { useListen } from './useListen';

/** A song from the moment it is picked to its verdict, and later at its own address. */
export default function SongPage() {
  const { id } = useParams();
  const navigate = useNavigate();
  const submit = useSubmit();
  const submission = useSelector((state: RootState) => submissionSlice.selectors.selectFor(state, id));
  const [fresh] = useState(id === undefined);
  const [playing, setPlaying] = useState(false);
  const { classification, problem: lost, detail, alternatives, clip, clipToCome, reload } = useClassification(id, submission);
  const { nameOf } = useSources();
  const { find, choose, votersFor } = useModels();
  const listen = useListen({ replace: true });
  const song = songOf(submission, classification, detail, nameOf);
  const heading = usePage(song.title);
  const accepted = submission?.classificationId ?? null;

  useEffect(() => {
    if (!id && accepted) void navigate(`/c/${accepted}`, { replace: true });
  }, [id, accepted, navigate]);

  if (!id && !submission) return <Navigate to="/" replace />;

  if (lost?.code === 'not_found' && !classification) return <NotFoundPage />;

  const used = classification?.model.name ?? submission?.model;
  const voters = votersFor(used);
  const model = find(used);
  const trip = tripOf(submission, classification, lost, { voters, measured: measured(model?.feature_schema) });
  const again = submission && isAtHand(submission) ? submission : song.resubmission;
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
  const another = (name: string | null) => {
    if (!again) return;
    submit.again(again, name);
    // A step of its own: Back leads to what the other model said.
    void navigate('/listen');
    heading.current?.focus();
  };

  const judged = classification && isJudged(classification) ? classification : null;
  const noClip = trip.problem?.code === 'preview_unavailable' && song.track !== null;

  return (
    <article className={styles.song}>
      <SongHeader {...song} playing={playing} headingRef={heading}>
        <Player
          src={noClip ? null : clip}
          title={song.title}
          autoPlay={fresh}
          absence={clipToCome ? '' : song.origin === 'Your file' ? 'The file stayed with you: choose it again to hear it here.' : 'No clip to hear just now.'}
          onPlaying={setPlaying}
        />
        {song.track && <SongCredit track={song.track} />}
      </SongHeader>
      <Steps
        trip={trip}
        onCancel={() => {
          submit.cancel();
          void navigate('/', { replace: true });
        }}
      />
      {noClip && (
        <NoClip
          source={song.track?.source}
          broken={song.track?.has_preview === true}
          alternatives={trip.problem?.alternatives ?? alternatives}
          onRetry={again ? retry : undefined}
          onTrack={listen.track}
        >
          <FileButton onFile={listen.file}>Choose a file you have</FileButton>
        </NoClip>
      )}
      {trip.problem && !noClip && <Trouble problem={trip.problem} onRetry={lost || again ? retry : undefined} />}
      {!trip.problem && !judged && <VerdictToCome voters={voters} />}
      {!trip.problem && judged && (
        <Verdict classification={judged} voters={voters}>
          {judged.own && <Feedback key={judged.id} classification={judged} families={model?.families} />}
          <HeardBy key={`by ${judged.id}`} classification={judged} onModel={again ? another : null} />
        </Verdict>
      )}
      {(trip.stage === 'done' || trip.stage === 'failed') && <SongActions lasting={id !== undefined && trip.stage === 'done'} />}
    </article>
  );
}
