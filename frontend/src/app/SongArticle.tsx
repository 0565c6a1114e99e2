import { lazy, Suspense, useState } from 'react';
import { Skeleton } from '@/components/Skeleton';
import { Trouble } from '@/components/Trouble';
import { NoClip } from '@/features/alternatives/NoClip';
import { Feedback } from '@/features/feedback/Feedback';
import { SongCredit } from '@/features/listening/SongCredit';
import { SongHeader } from '@/features/listening/SongHeader';
import { Steps } from '@/features/progress/Steps';
import { FileButton } from '@/features/upload/FileButton';
import { Verdict, VerdictToCome } from '@/features/verdict/Verdict';
import { Afterwards } from '@/lib/Afterwards';
import { makePlayback, usePlayhead } from '@/lib/playback';
import { useCalmly } from '@/lib/useCalmly';
import { usePage } from '@/lib/usePage';
import { HeardBy } from './HeardBy';
import { HeardShortly } from './HeardShortly';
import { PartBoundary } from './PartBoundary';
import { SongActions } from './SongActions';
import { SongAfter } from './SongAfter';
import { SongDesk } from './SongDesk';
import styles from './SongPage.module.css';
import { WhenNear } from './WhenNear';
import { useListen } from './useListen';
import { useOutlined } from './useOutlined';
import type { useSong } from './useSong';

const SongSound = lazy(() => import('./SongSound'));

interface Props {
  /** What is known of the song. */
  told: ReturnType<typeof useSong>;
  /** Just picked, so that it plays by itself. */
  fresh: boolean;
}

/** All that is said of a song: one section below the other. */
export function SongArticle({ told: { song, trip, voters, model, noClip, retry, rehear, ...more }, fresh }: Props) {
  const [playback] = useState(makePlayback);
  const drawn = useOutlined(more.judged);
  const judged = useCalmly(more.judged, more.judged?.id);
  const listen = useListen({ replace: true });
  /** A step of its own, so that Back leads to this song. */
  const next = useListen();
  const heading = usePage(song.title);
  const playing = usePlayhead(playback, (playhead) => playhead.playing);

  const toHeading = () => heading.current?.focus({ preventScroll: true });
  const another = rehear && ((name: string | null) => {
    rehear(name);
    toHeading();
  });

  return (
    <article className={styles.song}>
      <SongHeader
        {...song}
        playing={playing}
        headingRef={heading}
        heard={<HeardShortly judged={trip.problem ? null : judged} voters={voters} failed={trip.problem !== null} />}
      >
        {song.track && <SongCredit track={song.track} />}
      </SongHeader>
      <SongDesk
        playback={playback}
        src={more.clip}
        title={song.title}
        autoPlay={fresh}
        absence={more.absence}
        file={more.file}
        drawn={drawn}
        voters={voters}
        failed={trip.problem !== null}
        onAgain={another && (() => another(more.judged?.model.name ?? null))}
      />
      <Afterwards instead={<Skeleton className={styles.opening} />}>
        <Steps trip={trip} onCancel={more.cancel} />
        {noClip && (
          <NoClip
            source={song.track?.source}
            broken={song.track?.has_preview === true}
            alternatives={more.alternatives}
            onRetry={retry ?? undefined}
            onTrack={listen.track}
          >
            <FileButton onFiles={listen.files}>Choose a file you have</FileButton>
          </NoClip>
        )}
        {trip.problem && !noClip && <Trouble problem={trip.problem} onRetry={retry ? () => { retry(); heading.current?.focus(); } : undefined} />}
        {!trip.problem && !judged && <VerdictToCome voters={voters} />}
        {!trip.problem && judged && (
          <Verdict classification={judged} voters={voters} families={model?.families}>
            {judged.own && <Feedback key={judged.id} classification={judged} families={model?.families} />}
            <HeardBy key={`by ${judged.id}`} classification={judged} onModel={another} />
          </Verdict>
        )}
        <Afterwards>
          {(trip.stage === 'done' || trip.stage === 'failed') && <SongActions judged={judged} title={song.title} byline={song.byline} />}
          {!trip.problem && judged && <SongAfter classification={judged} onTrack={(track) => { next.track(track); toHeading(); }} onOpen={toHeading} />}
          {judged && drawn.outlined && (
            <PartBoundary>
              <WhenNear>
                <Suspense fallback={<Skeleton className={styles.toCome} />}>
                  <SongSound id={judged.id} playback={playback} audible={more.clip !== null} />
                </Suspense>
              </WhenNear>
            </PartBoundary>
          )}
        </Afterwards>
      </Afterwards>
    </article>
  );
}
