using Amazon.CDK.AWS.Budgets;
using Analytics.Cdk.Options;
using Constructs;

namespace Analytics.Cdk.Watching;

/// <summary>
/// A budget of the whole account's costs: told at four fifths of it, and when the month is on its way beyond it. By account, because costs
/// by tag must be switched on by hand first, and a budget over nothing would never say a word. Two budgets cost nothing.
/// </summary>
internal static class CostBudget
{
    public static void Create(Construct scope, DeploymentOptions options)
    {
        if (options is { MonthlyBudget: { } dollars, AlertEmail: { } address })
        {
            _ = new CfnBudget(scope, "Budget", new CfnBudgetProps
            {
                Budget = new CfnBudget.BudgetDataProperty
                {
                    BudgetType = "COST",
                    TimeUnit = "MONTHLY",
                    BudgetLimit = new CfnBudget.SpendProperty { Amount = dollars, Unit = "USD" },
                },
                NotificationsWithSubscribers = new object[] { Tell("ACTUAL", 80, address), Tell("FORECASTED", 100, address) },
            });
        }
    }

    private static CfnBudget.NotificationWithSubscribersProperty Tell(string kind, int percent, string address) => new()
    {
        Notification = new CfnBudget.NotificationProperty
        {
            NotificationType = kind,
            ComparisonOperator = "GREATER_THAN",
            Threshold = percent,
            ThresholdType = "PERCENTAGE",
        },
        Subscribers = new object[] { new CfnBudget.SubscriberProperty { SubscriptionType = "EMAIL", Address = address } },
    };
}
