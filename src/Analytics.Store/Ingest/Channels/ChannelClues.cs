using Analytics.Store.Events;
using Analytics.Store.Ingest.Referrers;

namespace Analytics.Store.Ingest.Channels;

/// <summary>What a channel is told by; all compared in lower case.</summary>
internal sealed class ChannelClues(string? source, Campaign campaign, string? clickId)
{
    private readonly SourceCategory _category = source is null ? SourceCategory.Other : KnownSources.Named(source)?.Category ?? SourceCategory.Other;

    public string? Source { get; } = source;
    public string? ClickId { get; } = clickId;
    public string Tag { get; } = (campaign.Source ?? "").ToLowerInvariant();
    public string Medium { get; } = (campaign.Medium ?? "").ToLowerInvariant();
    public string Name { get; } = (campaign.Name ?? "").ToLowerInvariant();

    public bool Is(SourceCategory category) => _category == category;

    public bool HasSource => Source is not null;

    /// <summary>The medium says that a click was paid for: holds <c>cp</c> (cpc, cpm, cpa), <c>ppc</c>, <c>retargeting</c>, <c>paid…</c>.</summary>
    public bool IsPaid => Medium.Contains("cp", StringComparison.Ordinal) || Medium is "ppc" or "retargeting" || Medium.StartsWith("paid", StringComparison.Ordinal);

    /// <summary>The tag is that of an advertising product: <c>adwords</c>, <c>gads</c>, or a source with <c>ad</c> or <c>ads</c> after it.</summary>
    public bool IsPaidTag => Tag is "adwords" or "gads" || KnownSources.Advertised(Tag) is not null;

    /// <summary>The campaign's name speaks of shopping: <c>shop</c> at a word's beginning, or <c>shopping</c>.</summary>
    public bool IsShopping
    {
        get
        {
            for (int at = Name.IndexOf("shop", StringComparison.Ordinal); at >= 0; at = Name.IndexOf("shop", at + 1, StringComparison.Ordinal))
            {
                if (at == 0 || Name[at - 1] is not (>= 'a' and <= 'd' or >= 'f' and <= 'z') || Name.AsSpan(at).StartsWith("shopping"))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public bool SpeaksOf(params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (Medium.Contains(word, StringComparison.Ordinal) || Tag.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
