using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest.Steps;

namespace Analytics.Store.Ingest;

/// <summary>What happens to a hit, in order: each step drops it or puts something on the event. Pure.</summary>
public static class HitPipeline
{
    private static readonly Func<EventDraft, DropReason?>[] Steps =
    [
        DropInactiveSite.Apply,
        DropOverBudget.Apply,
        DropWithoutConsent.Apply,
        DropPrefetch.Apply,
        DropBot.Apply,
        DropDatacentre.Apply,
        DropExcludedIp.Apply,
        DropForeignHostname.Apply,
        DropEmptyEngagement.Apply,
        PutPage.Apply,
        DropExcludedPath.Apply,
        DropSpamReferrer.Apply,
        PutCampaign.Apply,
        PutReferral.Apply,
        PutClient.Apply,
        PutPlace.Apply,
        DropExcludedCountry.Apply,
        PutProps.Apply,
        PutFingerprint.Apply,
        PutVisitor.Apply,
        PutTraits.Apply,
        DropOutsideSample.Apply,
    ];

    /// <summary>The event to store, or why there is none. The first step that drops the hit gives the reason.</summary>
    public static HitOutcome Run(Hit hit)
    {
        ArgumentNullException.ThrowIfNull(hit);
        var draft = new EventDraft(hit);
        foreach (Func<EventDraft, DropReason?> step in Steps)
        {
            if (step(draft) is { } reason)
            {
                return new HitOutcome.Dropped(reason);
            }
        }

        return new HitOutcome.Accepted(draft.ToEvent());
    }
}
