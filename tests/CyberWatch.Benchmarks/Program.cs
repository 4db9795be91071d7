using CyberWatch.Benchmarks;

// one verb a benchmark; infra/bench runs them all. Add yours as a line here and a file beside.
Dictionary<string, Func<string[], Task>> verbs = new()
{
    ["dns"] = DnsBench.RunAsync,
    ["index"] = IndexBench.RunAsync,
    ["rules"] = RulesBench.RunAsync,
    ["register"] = RegisterBench.RunAsync,
    ["score"] = ScoreBench.RunAsync,
    ["digest"] = DigestBench.RunAsync,
    ["schedule"] = ScheduleBench.RunAsync,
    ["scale"] = ScaleBench.RunAsync,
    ["week"] = WeekBench.RunAsync,
};

if (args is ["--list"])
{
    Console.WriteLine(string.Join(' ', verbs.Keys));
    return 0;
}

if (args is not [var verb, .. var rest] || !verbs.TryGetValue(verb, out var run))
{
    await Console.Error.WriteLineAsync($"usage: CyberWatch.Benchmarks {string.Join('|', verbs.Keys)}");
    return 2;
}

await run(rest);
return Environment.ExitCode;
