using System.Net;
using Analytics.Store.Drops;

namespace Analytics.Store.Ingest.Steps;

/// <summary>The owner's own addresses and ranges do not count. Compared here, kept nowhere.</summary>
internal static class DropExcludedIp
{
    public static DropReason? Apply(EventDraft draft)
    {
        IReadOnlyList<string> excluded = draft.Settings.ExcludedIps;
        if (excluded.Count == 0 || draft.Hit.Address is not { } address)
        {
            return null;
        }

        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return excluded.Any(rule => Covers(rule, plain)) ? DropReason.ExcludedIp : null;
    }

    private static bool Covers(string rule, IPAddress address) =>
        IPAddress.TryParse(rule, out IPAddress? single) ? (single.IsIPv4MappedToIPv6 ? single.MapToIPv4() : single).Equals(address)
        : IPNetwork.TryParse(rule, out IPNetwork range) && range.Contains(address);
}
