using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Analytics.Store.Table;
using Constructs;

namespace Analytics.Cdk;

/// <summary>
/// Everything of a deployment. It names no account, no region and no table: it deploys anywhere, and several times side by side.
/// The outputs <c>EventsTableName</c> and <c>SaltsTableName</c> say what the tables are called.
/// </summary>
public sealed class AnalyticsStack : Stack
{
    /// <param name="scope">The app.</param>
    /// <param name="id">The stack's name.</param>
    /// <param name="fate">What becomes of the data when the stack is deleted.</param>
    public AnalyticsStack(Construct scope, string id, DataFate fate)
        : base(scope, id, new StackProps { Description = "Analytics: web analytics in your own account." })
    {
        TableV2 events = StoreTable.Create(this, "Events", TableDefinition.Events, fate, deletionProtection: fate == DataFate.Kept);

        // Salts go with the stack: what stayed behind would be secrets that nobody destroys any more.
        TableV2 salts = StoreTable.Create(this, "Salts", TableDefinition.Salts, DataFate.Deleted, deletionProtection: false);

        _ = new CfnOutput(this, "EventsTableName", new CfnOutputProps { Value = events.TableName });
        _ = new CfnOutput(this, "SaltsTableName", new CfnOutputProps { Value = salts.TableName });
    }
}
