import { Component, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { askAnew } from '@/lib/onDemand';
import styles from './NotFoundPage.module.css';

interface Props {
  /** A new place is a new chance. */
  place: string;
  children: ReactNode;
}

interface State {
  failedAt: string | null;
  /** There was no connection then: what the page is made of did not come. */
  offline: boolean;
}

/** A mistake in one view must not take the page with it. */
export class RouteBoundary extends Component<Props, State> {
  override state: State = { failedAt: null, offline: false };

  static getDerivedStateFromProps({ place }: Props, { failedAt }: State): Partial<State> | null {
    return failedAt !== null && failedAt !== '' && failedAt !== place ? { failedAt: null } : null;
  }

  static getDerivedStateFromError(): State {
    return { failedAt: '', offline: !navigator.onLine };
  }

  override componentDidMount() {
    window.addEventListener('online', this.again);
  }

  override componentWillUnmount() {
    window.removeEventListener('online', this.again);
  }

  /** With the connection the page is there again. */
  readonly again = () => {
    if (this.state.offline) this.setState({ failedAt: null, offline: false });
  };

  override componentDidCatch() {
    askAnew();
    this.setState({ failedAt: this.props.place });
  }

  override render() {
    if (this.state.failedAt === null) return this.props.children;
    const [title, words] = this.state.offline
      ? ['This page has not come yet.', 'There is no connection just now. It opens by itself once there is one; your songs and results are safe.']
      : ['This page stumbled.', 'Something in it did not work. Your songs and results are safe.'];
    return (
      <div className={styles.lost} role="alert">
        <h1>{title}</h1>
        <p>{words}</p>
        <Button look="main" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      </div>
    );
  }
}
