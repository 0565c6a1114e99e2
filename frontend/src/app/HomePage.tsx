import { useLocation, useNavigate } from 'react-router';
import type { Track } from '@/api';
import { RecentList } from '@/features/history/RecentList';
import { HouseOffers } from '@/features/offers/HouseOffers';
import { SearchBox } from '@/features/search/SearchBox';
import { useSubmit } from '@/features/submission/useSubmit';
import { FileButton } from '@/features/upload/FileButton';
import { usePage } from '@/lib/usePage';
import styles from './HomePage.module.css';
import { Treeline } from './Treeline';

export function HomePage() {
  const { state } = useLocation() as { state: { search?: boolean } | null };
  const toSearch = state?.search === true;
  const heading = usePage('', !toSearch);
  const navigate = useNavigate();
  const submit = useSubmit();
  const listen = () => void navigate('/listen');
  const pick = (track: Track) => {
    submit.track(track);
    listen();
  };
  return (
    <>
      <section className={styles.hero}>
        <Treeline />
        <div className={styles.words}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            Twenty forests listen. What do they hear?
          </h1>
          <p className={styles.lead}>
            Pick a song. Each forest hears the clip and votes for one of 26 genres, and you see every vote.
          </p>
          <SearchBox
            focused={toSearch}
            rescue={<HouseOffers stranded onTrack={pick} />}
            onTrack={pick}
            onLink={(url) => {
              submit.link(url);
              listen();
            }}
          />
          <div className={styles.file}>
            <FileButton
              onFile={(file) => {
                submit.file(file);
                listen();
              }}
            >
              Choose a file
            </FileButton>
            <span className={styles.hint}>or drop one anywhere on this page</span>
          </div>
          <HouseOffers onTrack={pick} />
        </div>
      </section>
      <RecentList />
    </>
  );
}
