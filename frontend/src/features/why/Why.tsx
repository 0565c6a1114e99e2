import { skipToken } from '@reduxjs/toolkit/query';
import { useState } from 'react';
import { api, type Judged } from '@/api';
import { asProblem } from '@/api/problem';
import { Disclosure } from '@/components/Disclosure';
import { Numbers } from '@/components/Numbers';
import { Section } from '@/components/Section';
import { Select } from '@/components/Select';
import { Skeleton } from '@/components/Skeleton';
import { Trouble } from '@/components/Trouble';
import { useSeen } from '@/lib/useSeen';
import { Reasons } from './Reasons';
import { Sum } from './Sum';
import styles from './Why.module.css';
import { gist, isExplained, measured, net, points, type Explained } from './numbers';

/** Why this genre and not another: what each feature did for either. */
export default function Why({ classification: { id, probabilities } }: { classification: Judged }) {
  const [pair, setPair] = useState<{ genre?: string; against?: string }>({});
  const [section, seen] = useSeen<HTMLElement>();
  const { data, error, isFetching, refetch } = api.useClassificationsWhyQuery(seen ? { classificationId: id, ...pair } : skipToken);
  const genres = probabilities.map(({ genre }) => genre).sort();
  const why = data && isExplained(data) ? data : null;
  return (
    <Section ref={section} id="why" title="Why?" busy={isFetching}>
      {!data && !error && <Skeleton className={styles.waiting} />}
      {error && !isFetching && <Trouble problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && !why && <p>{data.reason ?? 'This model’s answers cannot be taken apart.'}</p>}
      {why && (
        <>
          <p className={styles.pair}>
            What spoke for
            <Select label="For this genre" value={why.genre} options={genres.filter((name) => name !== why.against)} onPick={(genre) => setPair({ genre, against: why.against })} />
            rather than
            <Select label="Rather than this genre" value={why.against} options={genres.filter((name) => name !== why.genre)} onPick={(against) => setPair({ genre: why.genre, against })} />
          </p>
          <p className={styles.gist} role="status">
            {gist(why)}
          </p>
          <Sum why={why} probabilities={probabilities} />
          <Reasons key={`${why.genre} ${why.against}`} why={why} />
          <Behind why={why} />
        </>
      )}
    </Section>
  );
}

/** How it was computed, and all the numbers. */
function Behind({ why }: { why: Explained }) {
  const { genre, against, contributions } = why;
  const parts = contributions.map((one) => [
    one.title,
    measured(one.value, one.unit),
    points(one.towards),
    points(one.against),
    points(net(one)),
  ]);
  return (
    <div className={styles.behind}>
      <Disclosure summary="How is this computed?">
        <p>{why.method}</p>
        <p>
          In the pictures beside the features the box holds the middle half of a
          genre’s songs, the line nine of ten, and the upright mark is this song.
        </p>
      </Disclosure>
      <Numbers
        caption={`What each feature did, in points of a hundred, for ${genre} and for ${against}`}
        summary="All features in a table"
        head={['Feature', 'This song, as measured', genre, against, 'Difference']}
        rows={parts}
      />
    </div>
  );
}
