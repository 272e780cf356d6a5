using Analytics.Store.Events;
using Analytics.Store.Table;

namespace Analytics.Store.Tests.Events;

public sealed class RecordEventTests
{
    [Fact]
    public void An_event_is_made_into_an_item_and_measured_once()
    {
        var command = new RecordEvent(Some.Pageview("e1", "/", Some.Noon), 1, TimeSpan.FromDays(30));

        Assert.Equal(ItemSize.Of(command.ToItem()), command.Size);
        Assert.Same(command.ToItem(), command.ToRequest("T").Item);
    }
}
