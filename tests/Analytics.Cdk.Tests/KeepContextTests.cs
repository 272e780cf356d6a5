namespace Analytics.Cdk.Tests;

public sealed class KeepContextTests
{
    [Theory]
    [InlineData(null, DataFate.Kept)]
    [InlineData(true, DataFate.Kept)]
    [InlineData("true", DataFate.Kept)]
    [InlineData(false, DataFate.Deleted)]
    [InlineData("false", DataFate.Deleted)]
    public void The_data_is_kept_unless_a_trial_is_asked_for(object? value, DataFate expected) => Assert.Equal(expected, KeepContext.Read(value));

    [Theory]
    [InlineData("no")]
    [InlineData("False")]
    [InlineData("")]
    [InlineData(0)]
    public void A_slip_of_the_pen_costs_no_data(object value) => Assert.Throws<ArgumentException>(() => KeepContext.Read(value));
}
