using Analytics.Store.Ingest.Channels;

namespace Analytics.Store.Tests.Docs;

public sealed class ChannelDocTests
{
    [Fact]
    public void The_document_lists_every_channel_in_the_order_in_which_it_is_tried()
    {
        string section = Document.Section(Document.Read("docs/metrics.md"), "## Sources and channels");

        Assert.Equal(ChannelRules.All.Select(rule => rule.Channel), Document.Rows(section).Select(cells => cells[0]));
    }
}
