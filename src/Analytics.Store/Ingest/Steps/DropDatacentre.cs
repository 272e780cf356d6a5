using Analytics.Store.Drops;
using Analytics.Store.Ingest.Bots;

namespace Analytics.Store.Ingest.Steps;

/// <summary>People rarely browse from a hosting provider's network; programs do. Some who use a VPN do too, so it is the owner's choice.</summary>
internal static class DropDatacentre
{
    public static DropReason? Apply(EventDraft draft) =>
        draft.Settings.ExcludeDatacentres && draft.Hit.Network is { } network && HostingNetworks.Contains(network) ? DropReason.Datacentre : null;
}
