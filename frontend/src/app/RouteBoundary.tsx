import { Component, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import styles from './NotFoundPage.module.css';

interface Props {
  /** A new place is a new chance. */
  place: string;
  children: ReactNode;
}

interface State {
  failedAt: string | null;
}

/** A mistake in one view must not take the page with it. */
export class RouteBoundary extends Component<Props, State> {
  override state: State = { failedAt: null };

  static getDerivedStateFromProps({ place }: Props, { failedAt }: State): Partial<State> | null {
    return failedAt !== null && failedAt !== '' && failedAt !== place ? { failedAt: null } : null;
  }

  static getDerivedStateFromError(): State {
    return { failedAt: '' };
  }

  override componentDidCatch() {
    this.setState({ failedAt: this.props.place });
  }

  override render() {
    if (this.state.failedAt === null) return this.props.children;
    return (
      <div className={styles.lost} role="alert">
        <h1>This page stumbled.</h1>
        <p>Something in it did not work. Your songs and results are safe.</p>
        <Button look="main" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      </div>
    );
  }
}
