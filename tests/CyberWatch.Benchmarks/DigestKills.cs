using System.Diagnostics;
using System.Globalization;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Benchmarks;

/// <summary>The command line sends a week and is killed (SIGKILL) three times by the relay, between the final dot and its answer.</summary>
internal sealed class DigestKills(string folder, IServiceProvider services)
{
    private static readonly int[] At = [1_000, 2_500, 4_000];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task RunAsync(ReportedWeek week, int count)
    {
        var planning = await services
            .GetRequiredService<LetterPlanner>()
            .PlanAsync(week, round => round.Kind == EditionKind.Technical, CancellationToken.None);
        await using var relay = new SmtpStub();
        foreach (var at in At)
            await KilledAsync(relay, week, at);
        relay.OnMail = (_, _) => Task.FromResult<string?>("250 2.0.0 Ok");
        for (var i = 0; i < 2; i++)
            await LastAsync(relay, week);

        var each = relay.Taken.GroupBy(mail => mail.Recipient).ToList();
        var doubled = each.Where(same => same.Count() > 1).ToList();
        var isOneMessage = doubled.All(same => same.Select(mail => mail.MessageId).Distinct().Count() == 1);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"digest: the sender killed at letters {string.Join(", ", At)}: {planning.Letters} planned, {count - each.Count} missing, {relay.Taken.Count - each.Count} doubled (aim: 3 at most), {(isOneMessage ? "each with its Message-ID" : "with ANOTHER Message-ID")}"
            )
        );
    }

    private async Task KilledAsync(SmtpStub relay, ReportedWeek week, int at)
    {
        using var worker = Worker(relay.Port, week);
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        relay.OnMail = (count, _) =>
        {
            if (count < at || killed.Task.IsCompleted)
                return Task.FromResult<string?>("250 2.0.0 Ok");
            worker.Kill();
            worker.WaitForExit();
            killed.TrySetResult();
            return Task.FromResult<string?>(null);
        };
        await killed.Task.WaitAsync(Patience);
    }

    /// <summary>To the end; whoever comes twice comes now.</summary>
    private async Task LastAsync(SmtpStub relay, ReportedWeek week)
    {
        using var worker = Worker(relay.Port, week);
        await worker.WaitForExitAsync().WaitAsync(Patience);
        await Task.Delay(TimeSpan.FromSeconds(4));
    }

    private Process Worker(int port, ReportedWeek week) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "CyberWatch.Scanner.dll"),
                    "digest",
                    "send",
                    "--week",
                    week.ToString(),
                    "--data",
                    folder,
                    "--Mail:Host=127.0.0.1",
                    $"--Mail:Port={port.ToString(CultureInfo.InvariantCulture)}",
                    "--Mail:Security=None",
                    "--Mail:From=CyberWatch <veille@cyberwatch.example>",
                    "--Mail:PerMinute=0",
                    "--Mail:AnswerWait=00:00:02",
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
