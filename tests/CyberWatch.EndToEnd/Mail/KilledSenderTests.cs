using System.Globalization;
using CyberWatch.EndToEnd.Jobs;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.EndToEnd.Mail;

/// <summary>The real worker, killed with SIGKILL by the relay at each step of handing a letter over.</summary>
public sealed class KilledSenderTests : IAsyncLifetime
{
    private const int Recipients = 400;
    private static readonly ReportedWeek Week = ReportedWeek.LastOver(TimeProvider.System.GetUtcNow());
    private readonly SmtpStub _relay = new();
    private TemporaryData _data = null!;

    public enum Step
    {
        BeforeData,
        BeforeTheAnswer,
        AfterTheAnswer,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _data = await TemporaryData.WithRegistryAsync();
        string[] recipients = [.. Enumerable.Range(1, Recipients).Select(n => $"rssi{n:D4}@ch-bezac.example")];
        await _data.AddAsync(WatchedHospital.With(recipients));
        await PlanAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        _data.Dispose();
    }

    [Theory]
    [InlineData(1, Step.BeforeTheAnswer)]
    [InlineData(250, Step.BeforeData)]
    [InlineData(250, Step.BeforeTheAnswer)]
    [InlineData(251, Step.AfterTheAnswer)]
    [InlineData(400, Step.BeforeTheAnswer)]
    public async Task Mail_digest_again_after_restart(int n, Step step)
    {
        using var first = new WorkerProcess(_data.Path, Options());
        var killed = KillAt(n, step, first);
        await killed.WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System, Token);
        var before = _relay.Taken.Count;
        await ChangeTheWorldAsync();

        using var second = new WorkerProcess(_data.Path, Options());
        await UntilAllSentAsync(second);

        Assert.InRange(before, n - 1, n);
        var each = _relay.Taken.GroupBy(mail => mail.Recipient).ToList();
        Assert.Equal(Recipients, each.Count);
        Assert.InRange(_relay.Taken.Count, Recipients, Recipients + (step == Step.BeforeData ? 0 : 1));
        Assert.All(each, same => Assert.Single(same.Select(mail => mail.MessageId).Distinct()));
        Assert.Single(_relay.Taken.Select(Said).Distinct());
    }

    /// <summary>Once, and then never again.</summary>
    private Task KillAt(int n, Step step, WorkerProcess worker)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool Kill(bool isNow)
        {
            if (!isNow || killed.Task.IsCompleted)
                return false;
            worker.Kill();
            return killed.TrySetResult();
        }

        switch (step)
        {
            case Step.BeforeData:
                _relay.OnData = count => Task.FromResult(Kill(count == n - 1));
                break;
            case Step.BeforeTheAnswer:
                _relay.OnMail = (count, _) => Task.FromResult(Kill(count == n) ? null : "250 2.0.0 Ok");
                break;
            default:
                _relay.OnAnswered = count => Task.FromResult(Kill(count == n));
                break;
        }

        return killed.Task;
    }

    /// <summary>The edition as its last reader gets it must be what its first reader got.</summary>
    private Task ChangeTheWorldAsync() =>
        _data.AddAsync(
            new Alert
            {
                Id = Guid.CreateVersion7(),
                Finess = WatchedHospital.Finess,
                RuleId = "service.telnet",
                AssetKey = "tcp:203.0.113.10:23",
                Severity = Severity.High,
                State = AlertState.Open,
                TitleFr = "Telnet ouvert",
                TitleEn = "Telnet open",
                FirstSeen = TimeProvider.System.GetUtcNow().AddDays(-20),
                LastSeen = TimeProvider.System.GetUtcNow(),
                OpenedAt = TimeProvider.System.GetUtcNow().AddDays(-20),
            }
        );

    /// <summary>What the letter says, without what is each reader's own: the lines of the text part that hold no link.</summary>
    private static string Said(StubMail mail)
    {
        var text = System.Text.Encoding.ASCII.GetString(mail.Octets);
        var plain = text[
            text.IndexOf("text/plain", StringComparison.Ordinal)..text.IndexOf("text/html", StringComparison.Ordinal)
        ];
        var lines = plain.Replace("=\r\n", "", StringComparison.Ordinal).Split("\r\n");
        return string.Join(
            '\n',
            lines.Where(line =>
                !line.Contains("http", StringComparison.Ordinal) && !line.StartsWith("--", StringComparison.Ordinal)
            )
        );
    }

    private async Task PlanAsync()
    {
        var configuration = new ConfigurationManager
        {
            ["Data:Folder"] = _data.Path,
            ["Mail:From"] = "veille@cyberwatch.example",
        };
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        CyberWatch.Infra.InfraRegistration.AddRegistry(services, configuration);
        await using var provider = services.AddMailDelivery(configuration).BuildServiceProvider();
        var planning = await provider.GetRequiredService<LetterPlanner>().PlanAsync(Week, _ => true, Token);
        Assert.Equal((1, Recipients), (planning.Editions, planning.Letters));
    }

    private async Task UntilAllSentAsync(WorkerProcess worker)
    {
        for (var i = 0; await UnsentAsync() > 0; i++)
        {
            Assert.True(i < 900, worker.Said);
            await Task.Delay(200, Token);
        }
    }

    private async Task<int> UnsentAsync()
    {
        await using var context = _data.CreateDbContext();
        return await context.Letters.CountAsync(row => row.State != LetterState.Sent, Token);
    }

    private string[] Options() =>
        [
            "--Mail:Host=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--Mail:Port={_relay.Port}"),
            "--Mail:Security=None",
            "--Mail:From=CyberWatch <veille@cyberwatch.example>",
            "--Mail:PerMinute=0",
            "--Mail:AnswerWait=00:00:02",
        ];
}
