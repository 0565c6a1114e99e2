import { percent } from '@/lib/format';
import type { Voters } from '@/lib/voters';
import styles from './VoteBars.module.css';
import { likelierOf, type Row } from './rows';

/** What the two numbers of a bar are, and why they may point to different genres. */
export function Meaning({ rows, voters }: { rows: Row[]; voters: Voters }) {
  const [winner] = rows;
  const likelier = likelierOf(rows);
  return (
    <>
      <p className={styles.meaning}>
        {`The most votes win. The probability weighs all that each ${voters.one} held possible, and is calibrated: of what is given 30%, three in ten are right.`}
      </p>
      {winner && likelier && (
        <p className={styles.differs}>
          {`By votes it is ${winner.genre}, yet ${likelier.genre} is more probable: ${percent(likelier.probability ?? 0)} against ${percent(winner.probability ?? 0)}. A vote counts only what a ${voters.one} puts first.`}
        </p>
      )}
    </>
  );
}
