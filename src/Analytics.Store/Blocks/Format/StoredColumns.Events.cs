using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Store.Blocks.Format;

/// <content>The events and the hash that only stored columns can give back.</content>
internal sealed partial class StoredColumns
{
    public override string HashContent() => streams.Hash();

    public override IReadOnlyList<Event> ToEvents(SiteId site) => Kind == BlockKind.Log ? LogRows.Read(this, site) : base.ToEvents(site);

    public override IReadOnlyList<Event> ToSealedEvents(SiteId site) => Kind == BlockKind.Sealed ? SealedRows.Read(this, site) : base.ToSealedEvents(site);
}
