using Analytics.Functions.Http;
using System.Text.Json.Nodes;

namespace Analytics.Cdk.Tests.Watching;

public sealed class AlarmTests(Templates templates)
{
    [Theory]
    [InlineData("cdn", 10)]
    [InlineData("url", 9)]
    public void Alarms_are_no_more_than_cloudwatch_gives_away_each_over_one_metric_and_all_are_told(string front, int count)
    {
        JsonNode[] alarms = [.. Templates.All(templates.Of("front=" + front), "AWS::CloudWatch::Alarm").Select(alarm => alarm.Value)];

        Assert.Equal(count, alarms.Length);
        Assert.All(alarms, alarm => Assert.Null(alarm["Metrics"]));
        Assert.All(alarms, alarm => Assert.StartsWith("Alerts", Templates.Text(Assert.Single(alarm["AlarmActions"]!.AsArray())!["Ref"]), StringComparison.Ordinal));
        Assert.All(alarms, alarm => Assert.False(string.IsNullOrWhiteSpace(Templates.Text(alarm["AlarmDescription"]))));
    }

    [Fact]
    public void A_bucket_that_cannot_be_written_rings_where_there_is_one()
    {
        JsonNode alarm = Assert.Single(Templates.All(templates.Of("exportBucket=true"), "AWS::CloudWatch::Alarm"), a => Templates.Text(a.Value["MetricName"]) == "MaintenanceFaults").Value;

        Assert.Equal((900, 2), (alarm["Period"]!.GetValue<int>(), alarm["EvaluationPeriods"]!.GetValue<int>())); // a day is tried every ten minutes
        Assert.DoesNotContain(Templates.All(templates.Kept, "AWS::CloudWatch::Alarm"), a => Templates.Text(a.Value["MetricName"]) == "MaintenanceFaults");
    }

    [Theory]
    [InlineData("OldestUnsealedDay", 21600, "breaching")]
    [InlineData("Drift", 0, "notBreaching")]
    [InlineData("SaltsOverdue", 0, "notBreaching")]
    [InlineData("BudgetExceeded", 0, "notBreaching")]
    public void An_alarm_watches_the_servers_metric_in_its_namespace_and_its_silence_too(string metric, int threshold, string silence)
    {
        JsonNode alarm = Assert.Single(Templates.All(templates.Of("environment=staging"), "AWS::CloudWatch::Alarm"), a => Templates.Text(a.Value["MetricName"]) == metric).Value;

        Assert.Equal(("Analytics-staging", "GreaterThanThreshold", silence), (Templates.Text(alarm["Namespace"]), Templates.Text(alarm["ComparisonOperator"]), Templates.Text(alarm["TreatMissingData"])));
        Assert.Equal(threshold, alarm["Threshold"]!.GetValue<int>());
        Assert.Null(alarm["Dimensions"]);
    }

    [Theory]
    [InlineData("AWS/Lambda", "Errors", 3)]
    [InlineData("AWS/Lambda", "Throttles", 1)]
    [InlineData("AWS/SQS", "ApproximateNumberOfMessagesVisible", 1)]
    [InlineData("AWS/DynamoDB", "WriteThrottleEvents", 1)]
    public void Errors_throttles_and_dead_letters_ring(string space, string metric, int count) => Assert.Equal(count, Templates.All(templates.Kept, "AWS::CloudWatch::Alarm")
        .Count(alarm => Templates.Text(alarm.Value["Namespace"]) == space && Templates.Text(alarm.Value["MetricName"]) == metric));

    [Fact]
    public void Alarms_go_by_tls_alone_to_the_address_that_is_named()
    {
        JsonObject named = templates.Of("alertEmail=me@example.com", "monthlyBudget=7");
        string policy = Templates.One(templates.Kept, "AWS::SNS::TopicPolicy").ToJsonString();

        Assert.Empty(Templates.All(templates.Kept, "AWS::SNS::Subscription"));
        Assert.Equal(("email", "me@example.com"), (Templates.Text(Templates.One(named, "AWS::SNS::Subscription")["Protocol"]), Templates.Text(Templates.One(named, "AWS::SNS::Subscription")["Endpoint"])));
        Assert.Contains("\"aws:SecureTransport\":\"false\"", policy, StringComparison.Ordinal);
        Assert.Contains("cloudwatch.amazonaws.com", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_of_dollars_is_watched_only_when_asked_for()
    {
        Assert.Empty(Templates.All(templates.Kept, "AWS::Budgets::Budget"));
        JsonNode budget = Templates.One(templates.Of("alertEmail=me@example.com", "monthlyBudget=7"), "AWS::Budgets::Budget");

        Assert.Equal((7, "USD"), (budget["Budget"]!["BudgetLimit"]!["Amount"]!.GetValue<int>(), Templates.Text(budget["Budget"]!["BudgetLimit"]!["Unit"])));
        Assert.Equal(["ACTUAL", "FORECASTED"], budget["NotificationsWithSubscribers"]!.AsArray().Select(n => Templates.Text(n!["Notification"]!["NotificationType"])));
    }

    [Fact]
    public void There_is_one_board() => Assert.Single(Templates.All(templates.Kept, "AWS::CloudWatch::Dashboard"));
}
