using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Compaction;

/// <summary>A question whose day is sealed again while it reads the day's blocks.</summary>
public sealed class RebuiltDuringReadTests
{
    private static readonly DateTimeOffset End = Some.Site().Calendar.EndOf(Some.Day);
    private readonly List<Event> _all = [];
    private CompactedTable _table = null!;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_has_all_that_another_answer_has_of_the_new_seal(bool hasMemory)
    {
        await SealedAsync();
        using var memory = new ReadMemory(64 << 20);
        bool isRebuilt = false;
        FakeDynamoDb client = _table.BeforeEach(async request =>
        {
            if (!isRebuilt && IsOfBlocks(request))
            {
                isRebuilt = true;
                await SealAgainAsync();
            }
        });

        string read = await _table.AnswerAsync(_table.Engine(client, memory: hasMemory ? memory : null).Stats);

        Assert.True(isRebuilt);
        Assert.Equal(await _table.AnswerAsync(_all), await _table.AnswerAsync()); // what others are answered now
        Assert.Equal(await _table.AnswerAsync(_all), read);
        Assert.Equal(await _table.AnswerAsync(_all), await _table.AnswerAsync(_table.Reader(memory))); // nothing wrong is remembered
    }

    [Fact]
    public async Task A_reading_returns_a_day_whose_new_seal_missed_something_as_an_open_one()
    {
        await SealedAsync();
        DayReading reading = await _table.Engine().Days.OpenAsync(_table.Site, [(Some.Day, Some.Day)], CancellationToken.None);
        await SealAgainAsync();

        List<DayContent> contents = [];
        await foreach (DayContent content in reading.ReadSealedAsync(reading.Sealed, 1, CancellationToken.None))
        {
            contents.Add(content);
        }

        DayContent one = Assert.Single(contents);
        Assert.Equal((DayState.Open, _all.Count(e => e.Name != EventName.Engagement)), (one.Stored!.State, one.Blocks.Sum(block => block.Rows)));
    }

    private async Task SealedAsync()
    {
        _table = await CompactedTable.CreateAsync(rowsPerRange: 10);
        await StoreAsync(SomeEvents.Of(60, Some.Noon));
        _table.Clock.Set(End.AddHours(3));
        _ = await _table.RunAsync();
        _table.Clock.Advance(TimeSpan.FromMinutes(8));
        _ = await _table.RunAsync();
        Day day = (await _table.DayAsync())!;
        Assert.Equal((DayState.Sealed, null), (day.State, day.Settling));
        Assert.True(day.Blocks.Count > 1);
    }

    // The seal misses an event that is stored while it writes; and the blocks of before are deleted at once, as an eraser does.
    private async Task SealAgainAsync()
    {
        Day before = (await _table.DayAsync())!;
        _table.Clock.Advance(TimeSpan.FromHours(2));
        await StoreAsync([.. SomeEvents.Of(5, Some.Noon.AddHours(1), first: 100).Select(e => e with { ReceivedAt = _table.Clock.GetUtcNow() })]);
        await _table.MarkAsync(Some.Day, _table.Clock.GetUtcNow().AddMinutes(-1));
        bool isMissed = false;
        FakeDynamoDb slow = _table.BeforeEach(async request =>
        {
            if (!isMissed && request is PutItemRequest put && put.Item["pk"].S.Contains("#BLOCKS#", StringComparison.Ordinal))
            {
                isMissed = true;
                await StoreAsync([.. SomeEvents.Of(1, Some.Noon.AddHours(2), first: 201).Select(e => e with { ReceivedAt = _table.Clock.GetUtcNow() })]);
            }
        });
        Assert.Contains(await _table.RunAsync(slow), work => work is { Step: DayStep.Seal, Outcome: DayOutcome.Done });
        Assert.True(isMissed);
        foreach (DayBlock block in before.Blocks)
        {
            foreach (var part in _table.Items("#BLOCKS#").Where(item => item["sk"].S.StartsWith(block.Id.ToString(), StringComparison.Ordinal)))
            {
                await _table.RemoveAsync(part);
            }
        }
    }

    private async Task StoreAsync(List<Event> events)
    {
        _all.AddRange(events);
        await _table.StoreAsync(events);
    }

    private static bool IsOfBlocks(object request) => request switch
    {
        QueryRequest query => query.ExpressionAttributeValues.Values.Any(value => value.S?.Contains("#BLOCKS#", StringComparison.Ordinal) == true),
        BatchGetItemRequest batch => batch.RequestItems.Values.SelectMany(items => items.Keys).Any(key => key["pk"].S.Contains("#BLOCKS#", StringComparison.Ordinal)),
        GetItemRequest get => get.Key["pk"].S.Contains("#BLOCKS#", StringComparison.Ordinal),
        _ => false,
    };
}
