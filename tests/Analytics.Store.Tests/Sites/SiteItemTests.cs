using Analytics.Functions.Configuration;
using Analytics.Store.Calendars;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Sites;

public class SiteItemTests
{
    [Fact]
    public void A_site_reads_back_as_it_was_written()
    {
        Site site = Some.Site(zone: "Europe/Tallinn") with
        {
            Domains = ["example.com", "example.org"],
            FormerDomains = [new FormerDomain("old.example", Some.Noon)],
            Aliases = ["mycode"],
            WriteShards = 3,
            IsActive = false,
            Settings = new SiteSettings
            {
                CollectGeolocation = false,
                CustomDomain = "stats.example.com",
                PublicDashboardPassword = "hash",
                ExcludedPaths = ["/admin/**"],
                ExcludedIps = ["203.0.113.0/24"],
                DataRetentionDays = 0,
                RawRetentionDays = 90,
                CheckHostnames = false,
                KeptQueryParameters = ["id"],
                CustomProperties = ["plan", "Größe"],
                Identification = true,
            },
        };
        site = site with { Calendar = site.Calendar.ChangeZone("Asia/Tokyo", Some.Noon) };

        Site back = SiteItem.Read(SiteItem.Write(site));

        Assert.Equal(site.Calendar.History, back.Calendar.History);
        Assert.Equivalent(site with { Calendar = back.Calendar }, back, strict: true);
    }

    [Fact]
    public void A_setting_that_did_not_exist_when_the_site_was_written_has_its_default()
    {
        Dictionary<string, AttributeValue> item = SiteItem.Write(Some.Site());
        item["settings"] = new AttributeValue("""{"publicDashboard":true,"fromTheFuture":1}""");

        SiteSettings settings = SiteItem.Read(item).Settings;

        Assert.Equivalent(new SiteSettings { PublicDashboard = true }, settings, strict: true);
    }

    [Fact]
    public void A_site_of_before_there_were_aliases_has_none()
    {
        Dictionary<string, AttributeValue> item = SiteItem.Write(Some.Site());
        item.Remove("aliases");

        Assert.Empty(SiteItem.Read(item).Aliases);
    }

    [Fact]
    public void A_site_and_a_claim_of_before_domains_were_heard_after_they_were_given_up_are_read_as_they_were()
    {
        Dictionary<string, AttributeValue> item = SiteItem.Write(Some.Site());
        item.Remove("formerDomains");
        Dictionary<string, AttributeValue> claim = new()
        {
            ["pk"] = new("HOST#example.com"),
            ["sk"] = new("HOST"),
            ["_"] = new("host/1"),
            ["siteId"] = new("site-123"),
        };

        Assert.Empty(SiteItem.Read(item).FormerDomains);
        Assert.Equal("site-123", HostClaim.Read(claim).SiteAt(DateTimeOffset.MaxValue)?.Value);
    }

    [Fact]
    public void The_days_of_a_zone_change_come_back()
    {
        SiteCalendar changed = SiteCalendar.For("UTC").ChangeZone("Europe/Tallinn", Some.Noon);
        Site back = SiteItem.Read(SiteItem.Write(Some.Site() with { Calendar = changed }));

        LocalDay day = changed.History[1].From;
        Assert.Equal(changed.StartOf(day), back.Calendar.StartOf(day));
    }
}
