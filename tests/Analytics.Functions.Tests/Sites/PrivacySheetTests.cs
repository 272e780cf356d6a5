using Analytics.Functions.Places;
using Analytics.Functions.Sites;
using Analytics.Store.Sites;

namespace Analytics.Functions.Tests.Sites;

public class PrivacySheetTests
{
    [Fact]
    public void The_sheet_of_the_docs_is_that_of_the_default_settings()
    {
        string[] told = [.. PrivacySheet.Of(Some.Site(), AddressPlaces.Shipped.Database).Points.Select(p =>
            $"| {p.Topic} | {p.Practice} | {(p.Setting is { } setting ? $"`{setting}`" : "–")} | {(p.Meets ? "yes" : "no")} |")];
        string[] documented = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "privacy.md"));

        Assert.Equal(told, documented.SkipWhile(line => line != "| Point | Practice | Decided by | Condition met |").Skip(2).TakeWhile(line => line.StartsWith('|')));
    }

    [Fact]
    public void Settings_that_go_beyond_the_exemption_are_named()
    {
        Site site = Some.Site();
        PrivacySheet sheet = PrivacySheet.Of(site with { Settings = site.Settings with { Identification = true, DataRetentionDays = 0, ScrubPaths = PathScrubbing.Off } }, null);

        Assert.False(sheet.MeetsAll);
        Assert.Equal(["identification", "addresses", "statistics"], sheet.Points.Where(p => !p.Meets).Select(p => p.Topic));
        Assert.True(PrivacySheet.Of(site, null).MeetsAll);
    }

    [Fact]
    public void Kinds_that_are_kept_for_less_time_are_named()
    {
        Site site = Some.Site();
        PrivacySheet sheet = PrivacySheet.Of(site with { Settings = site.Settings with { ErrorsRetentionDays = 30, SessionsRetentionDays = 90 } }, null);

        Assert.Equal("For less time than their days are kept, counted from these: errors 30 days, lists of single visits 90 days.", sheet.Points.Single(p => p.Topic == "kinds").Practice);
    }
}
