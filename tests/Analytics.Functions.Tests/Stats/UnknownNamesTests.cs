using System.Text.Json;
using Analytics.Functions.Stats;
using Analytics.Store.Inputs;
using Analytics.Store.Segments;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Tests.Stats;

/// <summary>A name that a question or a segment does not have is told together with the names that there are.</summary>
public sealed class UnknownNamesTests
{
    [Fact]
    public void Of_a_segment()
    {
        List<InputFault> faults = [];
        var before = new Segment { Id = new SegmentId(1), SiteId = SiteId.Parse("site-1"), Name = "all", Filters = "[]", CreatedAt = Some.Noon, UpdatedAt = Some.Noon };
        _ = SegmentJson.Over(JsonSerializer.SerializeToElement(new { name = "all", filter = 1 }), before, SiteTerms.None, faults);

        Assert.Equal(new InputFault("filter", "is unknown: leave it out. Known are name, filters"), Assert.Single(faults));
    }

    [Fact]
    public void Of_a_question()
    {
        var fields = new QuestionFields(JsonSerializer.SerializeToElement(new { limit = 1, page = 2 }), SiteTerms.None, "pagination.");
        fields.Only("limit", "offset");

        Assert.Equal(new InputFault("pagination.page", "is unknown: leave it out. Known are limit, offset"), Assert.Single(fields.Faults));
    }
}
