"""What catalogues on the network do alike."""

from backend.catalog.sources.base import ClipAddress, NoPreviewError, Track


class RemoteSource:
    """The parts of a Source that follow from `resolve`."""

    remote = True

    def resolve(self, *, key: str) -> Track:
        """One track as it is now; each catalogue has its own way."""
        raise NotImplementedError

    def clip(self, *, key: str) -> ClipAddress:
        """The preview's address, resolved right before use."""
        track = self.resolve(key=key)
        if track.preview_url is None:
            raise NoPreviewError
        return ClipAddress(url=track.preview_url)

    def note(self) -> str | None:
        """Nothing that a person should know beforehand."""
        return None
