using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Accounts;
using Analytics.Engine.Visitors;
using Analytics.Store.Accounts;

namespace Analytics.Engine.Tests;

public class AccountStoreTests(LocalDynamo dynamo)
{
    [Fact]
    public async Task A_window_of_attempts_ends_even_where_the_table_has_not_forgotten_it()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AccountStore accounts = tables.NewInstance().Accounts;
        for (int i = 0; i < AccountStore.MaxAttempts; i++)
        {
            Assert.Null(await accounts.CountAttemptAsync("a@example.com", CancellationToken.None));
        }

        Assert.Equal(AccountStore.AttemptWindow, await accounts.CountAttemptAsync("A@example.com ", CancellationToken.None));
        Assert.Null(await accounts.CountAttemptAsync("b@example.com", CancellationToken.None));
        tables.Clock.Advance(AccountStore.AttemptWindow);
        Assert.Null(await accounts.CountAttemptAsync("a@example.com", CancellationToken.None));
    }

    [Fact]
    public async Task Attempts_are_stored_under_a_secret_that_is_not_with_them()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AccountStore accounts = tables.NewInstance().Accounts;
        await accounts.CountAttemptAsync("address 203.0.113.5", CancellationToken.None);

        string stored = (await tables.ItemsAsync(tables.Names.Events))[0]["pk"].S;
        Assert.Matches("^LOGIN#[0-9a-f]{64}$", stored);
        Assert.NotEqual("LOGIN#" + AccountStore.Hash("address 203.0.113.5"), stored); // anybody could try every address
        Assert.NotNull(await tables.NewInstance().Salts.GetAsync(
            Some.Site(".sign-in"), Some.Day, authenticated: false, CancellationToken.None));
    }

    [Fact]
    public async Task A_login_ends_after_two_weeks()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AnalyticsEngine engine = tables.NewInstance();
        await engine.Accounts.CreateUserAsync("A@example.com", "default", "hash", "owner", CancellationToken.None);
        User user = (await engine.Accounts.FindUserAsync("a@EXAMPLE.com", CancellationToken.None))!;
        (string secret, _) = await engine.Logins.CreateAsync(user, tables.Clock.GetUtcNow(), null, CancellationToken.None);

        tables.Clock.Advance(LoginStore.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal("a@example.com", (await engine.Logins.FindAsync(secret, CancellationToken.None))!.Email);
        tables.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await engine.Logins.FindAsync(secret, CancellationToken.None));
    }

    [Fact]
    public async Task A_login_that_began_before_the_password_was_changed_is_over_even_where_it_is_stored_later()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AnalyticsEngine engine = tables.NewInstance();
        await engine.Accounts.CreateUserAsync("a@example.com", "default", "one", "owner", CancellationToken.None);
        User user = (await engine.Accounts.FindUserAsync("a@example.com", CancellationToken.None))!;
        DateTimeOffset began = tables.Clock.GetUtcNow();
        tables.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await engine.Accounts.ChangePasswordAsync(user, "two", CancellationToken.None));
        Assert.False(await engine.Accounts.ChangePasswordAsync(user, "three", CancellationToken.None)); // somebody was first
        (string secret, _) = await engine.Logins.CreateAsync(user, began, null, CancellationToken.None);

        Assert.Null(await engine.Logins.FindAsync(secret, CancellationToken.None));
        Assert.Empty(await engine.Logins.ListAsync("a@example.com", CancellationToken.None));
    }

    [Fact]
    public async Task A_login_of_before_its_beginning_was_stored_still_holds()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AnalyticsEngine engine = tables.NewInstance();
        await engine.Accounts.CreateUserAsync("a@example.com", "default", "one", "owner", CancellationToken.None);
        User user = (await engine.Accounts.FindUserAsync("a@example.com", CancellationToken.None))!;
        (string secret, Login login) = await engine.Logins.CreateAsync(user, tables.Clock.GetUtcNow(), null, CancellationToken.None);
        Dictionary<string, AttributeValue> item = AccountItems.Write(login);
        item.Remove("createdAt");
        await tables.Client.PutItemAsync(new PutItemRequest { TableName = tables.Names.Events, Item = item }, CancellationToken.None);

        Assert.Equal(login, await engine.Logins.FindAsync(secret, CancellationToken.None));
    }

    [Fact]
    public async Task An_address_has_one_person()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AccountStore accounts = tables.NewInstance().Accounts;

        Assert.True(await accounts.CreateUserAsync("a@example.com", "default", "one", "owner", CancellationToken.None));
        Assert.False(await accounts.CreateUserAsync("A@example.com", "default", "two", "owner", CancellationToken.None));
        Assert.Equal("one", (await accounts.FindUserAsync("a@example.com", CancellationToken.None))!.PasswordHash);
    }
}
