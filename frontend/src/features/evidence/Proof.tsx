import { api, type Model } from '@/api';
import type { Evidence } from '@/api/generated';
import { asProblem } from '@/api/problem';
import { Skeleton } from '@/components/Skeleton';
import { Trouble } from '@/components/Trouble';
import type { Voters } from '@/lib/voters';
import { Calibration } from './Calibration';
import { Confusion } from './Confusion';
import styles from './Facts.module.css';
import { Growth } from './Growth';
import { Mistakes } from './Mistakes';
import { RocCurves } from './RocCurves';
import { matrixOf } from './matrix';

export type Piece = 'growth' | 'calibration' | 'confusion' | 'confusions' | 'roc';

interface Props {
  piece: Piece;
  model: Model;
  voters: Voters;
}

/** A piece of what was measured, drawn; where the model brings none, a sentence. */
export function Proof({ piece, model, voters }: Props) {
  const { currentData: evidence, error, refetch } = api.useModelsEvidenceQuery({ name: model.name });
  const problem = error && asProblem(error);
  if (problem && problem.code !== 'not_found') return <Trouble problem={problem} onRetry={() => void refetch()} />;
  if (!problem && !evidence) return <Skeleton className={styles.waiting} />;
  return (evidence && drawn(piece, evidence, model, voters)) ?? <p>{`This was not measured for ${model.name} ${model.version}.`}</p>;
}

function drawn(piece: Piece, evidence: Evidence, { families }: Model, voters: Voters) {
  const { growth, calibration, roc, confusions, baseline } = evidence;
  const matrix = matrixOf(evidence, families);
  const pieces = {
    growth: growth?.length ? <Growth growth={growth} baseline={baseline} voters={voters} /> : null,
    calibration: calibration?.length ? <Calibration bins={calibration} /> : null,
    confusion: matrix && <Confusion matrix={matrix} />,
    confusions: confusions?.length ? <Mistakes mistakes={confusions} families={families} /> : null,
    roc: roc?.length ? <RocCurves curves={roc} /> : null,
  };
  return pieces[piece];
}
