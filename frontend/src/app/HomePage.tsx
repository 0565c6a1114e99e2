import { Link, useLocation, useNavigate } from 'react-router';
import { Icon } from '@/components/Icon';
import { RecentList } from '@/features/history/RecentList';
import { useRecent } from '@/features/history/useRecent';
import { ModelPicker } from '@/features/models/ModelPicker';
import { useModels } from '@/features/models/useModels';
import { HouseOffers } from '@/features/offers/HouseOffers';
import { SearchBox } from '@/features/search/SearchBox';
import { FileButton } from '@/features/upload/FileButton';
import { usePage } from '@/lib/usePage';
import styles from './HomePage.module.css';
import { Treeline } from './Treeline';
import { useListen } from './useListen';

export default function HomePage() {
  const { state } = useLocation() as { state: { search?: boolean } | null };
  const toSearch = state?.search === true;
  const heading = usePage('', !toSearch);
  const navigate = useNavigate();
  const listen = useListen();
  const recent = useRecent();
  const { models, chosen, choose, votersFor } = useModels();
  const voters = votersFor(chosen?.name);
  return (
    <>
      <section className={styles.hero}>
        <Treeline />
        <div className={styles.words}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {`Twenty ${voters.listeners} listen. What do they hear?`}
          </h1>
          <p className={styles.lead}>
            {`Pick a song. Each ${voters.one} hears the clip and votes for one of ${chosen?.genres.length ?? 26} genres, and you see every vote.`}
          </p>
          <SearchBox
            focused={toSearch}
            aside={models.length > 1 && chosen && <ModelPicker models={models} current={chosen.name} onPick={choose} />}
            rescue={<HouseOffers stranded onTrack={listen.track} />}
            onTrack={listen.track}
            onLink={listen.link}
            recent={recent}
            onRecent={(id) => void navigate(`/c/${id}`)}
          />
          <div className={styles.file}>
            <FileButton several onFiles={listen.files}>
              Choose files
            </FileButton>
            <Link to="/record" className={styles.record}>
              <Icon name="microphone" />
              Record
            </Link>
            <span className={styles.hint}>or drop files anywhere on this page</span>
          </div>
          <HouseOffers onTrack={listen.track} />
        </div>
      </section>
      <RecentList />
    </>
  );
}
