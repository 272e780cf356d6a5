using Analytics.Store.Drops;
using Analytics.Store.Ingest.Bots;
using Analytics.Store.Ingest.UserAgents;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Crawlers, libraries, monitors and headless browsers are no visitors. A server that names its visitors itself has no user agent to judge.</summary>
internal static class DropBot
{
    public static DropReason? Apply(EventDraft draft) =>
        HintedClient.IsHeadless(draft.Hit.Hints) ? DropReason.Bot
        : draft.Hit is { VisitorKey: not null, UserAgent: null } || !BotPatterns.IsBot(draft.Hit.UserAgent) ? null
        : DropReason.Bot;
}
