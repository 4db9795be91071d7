namespace CyberWatch.Infra.Mail.Editions;

/// <summary>What was really looked at. <c>Day</c>: the day of the measure.</summary>
public sealed record CoverageLine(int Assets, int Verified, DateOnly Day, IReadOnlyList<GapLine> Gaps)
{
    public int Missing => Assets - Verified;

    public bool IsComplete => Assets > 0 && Verified == Assets;
}

/// <summary>
/// Assets that were not verified for one reason. <c>Reason</c>: a word that letters translate; an unknown one is said to
/// be another reason. <c>Keys</c>: keys of some of them, for the technical letter.
/// </summary>
public sealed record GapLine(string Reason, int Assets, IReadOnlyList<string> Keys);

/// <summary>
/// What we failed to do. It is said before anything else, and nothing is claimed beside it. <c>LostDays</c>: days on
/// which a scan was due and none was done. <c>Unknown</c>: assets of which we know nothing for a reason of ours.
/// <c>NoMeasure</c>: no measure of the coverage was kept in the week.
/// </summary>
public sealed record OurFault(IReadOnlyList<DateOnly> LostDays, int Unknown, bool NoMeasure);
