using Analytics.Functions.Configuration;
using Analytics.Store.Drops;
using System.Net;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Ingest.Steps;

public class ShieldTests
{
    private static Hit With(Func<SiteSettings, SiteSettings> change)
    {
        Site site = Some.Site();
        return Some.Hit(site with { Settings = change(site.Settings) });
    }

    private static DropReason? Reason(Hit hit) => (HitPipeline.Run(hit) as HitOutcome.Dropped)?.Reason;

    [Fact]
    public void A_country_is_excluded_also_where_no_place_is_kept()
    {
        Hit hit = With(s => s with { ExcludedCountries = ["EE"], CollectGeolocation = false });

        Assert.Equal(DropReason.ExcludedCountry, Reason(hit with { Place = new Place("EE") }));
        Assert.Equal(DropReason.ExcludedCountry, Reason(hit with { Place = Place.Unknown, TimeZone = "Europe/Tallinn" }));
        Assert.Null(Reason(hit with { Place = new Place("LV"), TimeZone = "Europe/Tallinn" }));
        Assert.Null(Reason(hit with { Place = Place.Unknown, TimeZone = null }));
    }

    [Fact]
    public void A_hosting_providers_network_is_excluded_where_the_site_wants_it()
    {
        Hit hit = With(s => s with { ExcludeDatacentres = true }) with { Network = 24940 };

        Assert.Equal(DropReason.Datacentre, Reason(hit));
        Assert.Null(Reason(hit with { Network = 3249 }));
        Assert.Null(Reason(hit with { Network = null }));
        Assert.Null(Reason(With(s => s) with { Network = 24940 }));
    }

    [Fact]
    public void A_site_that_is_over_its_budget_takes_nothing_until_the_day_ends()
    {
        Hit hit = Some.Hit();
        Site paused = hit.Site with { PausedUntil = hit.ReceivedAt.AddHours(2) };

        Assert.Equal(DropReason.OverBudget, Reason(hit with { Site = paused }));
        Assert.Null(Reason(hit with { Site = paused, ReceivedAt = paused.PausedUntil!.Value, Time = paused.PausedUntil!.Value }));
    }

    [Fact]
    public void A_site_that_samples_takes_one_visitor_in_ten_with_all_that_they_do()
    {
        Hit hit = With(s => s with { OverBudget = OverBudget.Sample });
        hit = hit with { Site = hit.Site with { PausedUntil = hit.ReceivedAt.AddHours(2) }, Salt = new byte[32] };
        Hit Of(int visitor, string page) => hit with { Address = IPAddress.Parse($"203.0.{visitor / 250}.{visitor % 250}"), Url = new Uri($"https://example.com/{page}") };

        List<int> taken = [.. Enumerable.Range(0, 5_000).Where(v => Reason(Of(v, "a")) is null)];

        Assert.InRange(taken.Count, 400, 600);
        Assert.Equal(taken, Enumerable.Range(0, 5_000).Where(v => Reason(Of(v, "b")) is null));
        Assert.Equal(DropReason.OverBudget, Reason(Of(Enumerable.Range(0, 100).Except(taken).First(), "a")));
        Assert.Equal(DropReason.OverBudget, Reason(hit with { Address = null, VisitorKey = null }));
    }
}
