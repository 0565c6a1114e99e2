import { lazy, useState, type ComponentType } from 'react';

/** A component that is loaded when it is wanted. One that has been loaded before is drawn at once, with nothing in its place first. */
export function onDemand(fetch: () => Promise<{ default: ComponentType }>) {
  let ready: ComponentType | null = null;
  const load = async () => {
    const module = await fetch();
    ready = module.default;
    return module;
  };
  const Later = lazy(load);
  function OnDemand() {
    // Decided once: another component in its place would begin anew.
    const [Page] = useState(() => ready ?? Later);
    return <Page />;
  }
  return Object.assign(OnDemand, { load });
}
