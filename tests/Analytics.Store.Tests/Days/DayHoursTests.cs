using Analytics.Store.Days;
using Analytics.Store.Table;

namespace Analytics.Store.Tests.Days;

public sealed class DayHoursTests
{
    [Fact]
    public void Any_hours_read_back_as_they_were_written()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            List<DayTotals> hours = [.. Enumerable.Range(0, random.Next(26)).Select(_ => random.Next(3) == 0 ? default : new DayTotals(Some(), Some(), Some(), Some(), Some(), Some()))];
            Assert.Equal(hours, DayHours.Read(DayHours.Write(hours)));
        }

        long Some() => random.Next(4) == 0 ? random.NextInt64(long.MaxValue) : random.Next(300);
    }

    [Fact]
    public void An_empty_hour_takes_a_byte_and_a_small_one_nine() =>
        Assert.Equal((24, 32), (DayHours.Write(new DayTotals[24]).Length, DayHours.Write([new DayTotals(5, 2, 2, 1, 60_000, 7), .. new DayTotals[23]]).Length));

    [Theory]
    [InlineData("01")] // an hour that is cut off
    [InlineData("02")] // neither empty nor not
    [InlineData("01ffffffffffffffffffff7f0000000000")] // a number beyond 64 bits
    public void Bytes_that_nobody_wrote_are_told(string hex) =>
        Assert.Throws<StoredItemException>(() => DayHours.Read(Convert.FromHexString(hex)));
}
