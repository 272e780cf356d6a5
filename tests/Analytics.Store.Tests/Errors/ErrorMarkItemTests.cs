using Amazon.DynamoDBv2.Model;
using Analytics.Store;
using Analytics.Store.Errors;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Tests.Errors;

/// <summary>What is said about groups of errors, as it lies in tables: an item of the first version stays readable for ever.</summary>
public class ErrorMarkItemTests
{
    private static Dictionary<string, AttributeValue> Stored(string entity = "errormark/1", string status = "resolved") => new()
    {
        ["pk"] = new AttributeValue("SITE#site-123"),
        ["sk"] = new AttributeValue("ERRORMARK#bac9d3d8b4ad6c3a1f8a39f2c2f0d6a2"),
        ["_"] = new AttributeValue(entity),
        ["siteId"] = new AttributeValue("site-123"),
        ["fingerprint"] = new AttributeValue("k3x9"),
        ["status"] = new AttributeValue(status),
        ["releases"] = new AttributeValue { L = [new AttributeValue("2026.3.1")] },
        ["createdBy"] = new AttributeValue("owner@example.com"),
        ["createdAt"] = new AttributeValue { N = "1773144000000" },
    };

    private static ErrorMark Read(Dictionary<string, AttributeValue> item) => Assert.Single(AnalyticsStore.ReadErrorMarks(new QueryResponse { Items = [item] }).Items);

    [Fact]
    public void An_item_of_the_first_version_is_read()
    {
        ErrorMark read = Read(Stored());

        Assert.Equal(
            (SiteId.Parse("site-123"), "k3x9", ErrorStatus.Resolved, "owner@example.com", Some.Noon),
            (read.SiteId, read.Fingerprint, read.Status, read.MarkedBy, read.MarkedAt));
        Assert.Equal(["2026.3.1"], read.Releases);
        Assert.Equal(Stored().Keys.Order(), ErrorMarkItem.Write(read).Keys.Order());
        Assert.Equal(ErrorStatus.Ignored, Read(Stored(status: "ignored")).Status);
    }

    [Fact]
    public void An_item_of_another_version_is_refused_and_not_misread() => Assert.Throws<StoredItemException>(() => Read(Stored("errormark/2")));

    [Fact]
    public void A_page_goes_on_after_its_last_mark()
    {
        ResultPage<ErrorMark> page = AnalyticsStore.ReadErrorMarks(new QueryResponse { Items = [Stored()], LastEvaluatedKey = new() { ["pk"] = new("SITE#site-123") } });

        Assert.Equal("k3x9", page.Next);
    }

    [Theory]
    [InlineData("2026.3.2", 1, true)]
    [InlineData("2026.3.1", 1, false)]
    [InlineData("2026.3.2", 0, false)]
    [InlineData(null, 1, true)]
    [InlineData(null, -1, false)]
    public void What_is_resolved_is_undone_by_errors_of_a_later_release_or_of_none(string? release, int minutes, bool isUndone)
    {
        Assert.Equal(isUndone, Read(Stored()).IsUndoneBy(release, Some.Noon.AddMinutes(minutes)));
        Assert.False(Read(Stored(status: "ignored")).IsUndoneBy(release, Some.Noon.AddMinutes(minutes)));
    }

    [Fact]
    public void What_cannot_be_stored_is_refused_with_every_fault() => Assert.Equal(
        ["fingerprint", "status", "markedBy"],
        Assert.Throws<AnalyticsInputException>(() => ErrorMarkItem.Write(Read(Stored()) with { Fingerprint = "", Status = ErrorStatus.Open, MarkedBy = "" })).Faults.Select(fault => fault.Field));
}
