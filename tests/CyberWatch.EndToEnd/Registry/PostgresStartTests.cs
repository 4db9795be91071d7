using CyberWatch.EndToEnd.Jobs;
using CyberWatch.EndToEnd.Mail;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Registry;

/// <summary>What the programs say of a server that they cannot use yet, and that they never say the password.</summary>
public sealed class PostgresStartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_waits_until_one_verb_has_made_the_tables_and_other_verbs_are_refused_meanwhile()
    {
        using var programs = new PostgresPrograms(PostgresServer.Shared, migrated: false);
        using var worker = new WorkerProcess(programs.Data, programs.Settings);
        await Eventually.TrueAsync(() => Said(worker, "registry migrate"), seconds: 60, () => worker.Said);
        var (refused, why) = await programs.RunAsync("establishments", "list");
        Assert.Equal(1, refused);
        Assert.Contains("Run 'infra/cyberwatch registry migrate'", why, StringComparison.Ordinal);
        Assert.DoesNotContain("The worker is running", worker.Said, StringComparison.Ordinal);

        var (status, output) = await programs.RunAsync("registry", "migrate");

        Assert.True(status == 0, output);
        Assert.Contains("1 migration was applied", output, StringComparison.Ordinal);
        Assert.Contains("The tables of the schedule are made", output, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Said(worker, "The worker is running"), seconds: 60, () => worker.Said);
        var (listed, rows) = await programs.RunAsync("establishments", "list");
        Assert.True(listed == 0, rows);
        await Eventually.TrueAsync(() => IsKnownAsync(programs), seconds: 60, () => worker.Said);
        Assert.DoesNotContain(PostgresServer.Password, worker.Said + why + rows + output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_up_to_date_is_left_alone()
    {
        using var programs = new PostgresPrograms(PostgresServer.Shared, migrated: true);
        await programs.RunAsync("registry", "migrate");

        var (status, output) = await programs.RunAsync("registry", "migrate");

        Assert.Equal((0, "The registry is up to date."), (status, output.Trim()));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=9;Database=nobody;Username=x", "nobody on 127.0.0.1:9 does not answer", "Start the server")]
    [InlineData("Host=127.0.0.1;Database=x;Password=un mot", ":Address holds a password", "PasswordFile")]
    [InlineData("Host=127.0.0.1;Motdepasse=un mot", ":Address is no address", "Write Host=")]
    [InlineData("", ":Address is no address", "Write Host=")]
    public async Task An_address_that_leads_nowhere_is_told_with_what_to_do(string address, params string[] words)
    {
        using var programs = new PostgresPrograms(PostgresServer.Shared, migrated: false);

        await AssertFailsAsync(programs, PostgresPrograms.SettingsOf(address, programs.PasswordFile), words);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_shown()
    {
        using var programs = new PostgresPrograms(PostgresServer.Shared, migrated: true);
        await File.WriteAllTextAsync(programs.PasswordFile, "un autre mot", Token);

        await AssertFailsAsync(programs, programs.Settings, "does not let us in", "Registry:Password or PasswordFile");
    }

    [Fact]
    public async Task A_database_that_is_missing_is_told()
    {
        using var programs = new PostgresPrograms(PostgresServer.Shared, migrated: false);
        var settings = PostgresPrograms.SettingsOf(PostgresServer.Shared.AddressOf("absent"), programs.PasswordFile);

        await AssertFailsAsync(programs, settings, "There is no database absent", "createdb -E UTF8");
    }

    [Fact]
    public async Task A_database_that_keeps_text_otherwise_is_told()
    {
        using var programs = new PostgresPrograms(PostgresServer.Shared, migrated: false);
        const string Other = "in_latin";
        PostgresServer.Shared.Run($"create database {Other} template template0 encoding 'LATIN1' locale 'C'");
        var settings = PostgresPrograms.SettingsOf(PostgresServer.Shared.AddressOf(Other), programs.PasswordFile);

        await AssertFailsAsync(programs, settings, "keeps text as LATIN1", "createdb -E UTF8");
    }

    [Fact]
    public async Task A_registry_of_another_version_is_told_and_left_alone()
    {
        using var programs = new PostgresPrograms(PostgresServer.Shared, migrated: true);
        PostgresServer.Shared.Run(
            """insert into "__EFMigrationsHistory" values ('20990101000000_Later', '99.0')""",
            programs.Database
        );

        await AssertFailsAsync(
            programs,
            programs.Settings,
            "made by another version of CyberWatch (20990101000000_Later)",
            "Registry:Address"
        );
    }

    private static async Task AssertFailsAsync(PostgresPrograms programs, string[] settings, params string[] words)
    {
        foreach (
            var verb in (string[][])
                [
                    ["establishments", "list"],
                    ["registry", "migrate"],
                    ["serve"],
                ]
        )
        {
            var (status, output) = await ScannerCommand.RunAsync([.. verb, "--data", programs.Data, .. settings]);
            Assert.NotEqual(0, status);
            Assert.All(words, word => Assert.Contains(word, output, StringComparison.Ordinal));
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
            Assert.DoesNotContain("un mot", output, StringComparison.Ordinal);
            Assert.DoesNotContain("un autre mot", output, StringComparison.Ordinal);
        }
    }

    private static bool Said(WorkerProcess worker, string words) => worker.Said.Contains(words, StringComparison.Ordinal);

    private static async Task<bool> IsKnownAsync(PostgresPrograms programs)
    {
        await using var context = programs.CreateDbContext();
        return await context.Workers.AnyAsync(Token);
    }
}
