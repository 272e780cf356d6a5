using Analytics.Store.Ingest.Channels;

namespace Analytics.Store.Tests.Docs;

public sealed class ChannelDocTests
{
    [Fact]
    public void The_document_lists_every_channel_and_its_rule_in_order()
    {
        string section = Document.Section(Document.Read("docs/metrics.md"), "## Sources and channels");

        Assert.Equal(ChannelRules.All.Select(rule => $"{rule.Channel} | {rule.When}"), Document.Rows(section).Select(cells => string.Join(" | ", cells)));
    }
}
