using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CyberWatch.Infra.Registry;

/// <summary>Keys and indexes of scans, alerts and what goes with them.</summary>
internal sealed class ScanTables
    : IEntityTypeConfiguration<Scan>,
        IEntityTypeConfiguration<Alert>,
        IEntityTypeConfiguration<AlertEvent>,
        IEntityTypeConfiguration<AlertVerdict>,
        IEntityTypeConfiguration<KnownAsset>,
        IEntityTypeConfiguration<OutboxFinding>,
        IEntityTypeConfiguration<Worker>
{
    public void Configure(EntityTypeBuilder<Scan> builder)
    {
        builder.HasIndex(row => row.Slot).IsUnique();
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasIndex(row => row.StartedAt);
        builder.HasIndex(row => new { row.Finess, row.DueAt });
        // the last finished one of each establishment, with what it says, out of the index alone
        builder.HasIndex(row => new
        {
            row.Finess,
            row.EndedAt,
            row.Kind,
            row.Answered,
            row.Silent,
            row.NotAllowed,
        });
    }

    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.HasOne(row => row.Establishment).WithMany().HasForeignKey(row => row.Finess);
        builder.HasIndex(row => new
        {
            row.Finess,
            row.RuleId,
            row.AssetKey,
        });
        builder.HasIndex(row => new
        {
            row.Finess,
            row.State,
            row.Severity,
            row.OpenedAt,
            row.ResolvedAt,
        });
        // counts and lists in their order, out of the index alone: an alert is a long row, and its texts are read for one page only
        builder.HasIndex(row => new
        {
            row.State,
            row.Severity,
            row.OpenedAt,
            row.Id,
            row.Finess,
            row.RuleId,
            row.Checks,
            row.DueOn,
            row.Confidence,
            row.ExploitedBy,
        });
        builder.HasIndex(row => new
        {
            row.OpenedAt,
            row.Severity,
            row.Finess,
        });
        builder.HasIndex(row => new
        {
            row.ResolvedAt,
            row.State,
            row.Severity,
            row.Finess,
        });
        builder.HasIndex(row => row.ExploitedBy);
        // searched text by text, in the order of the list
        builder.HasIndex(row => new
        {
            row.State,
            row.Severity,
            row.OpenedAt,
            row.Id,
            row.Finess,
            row.SearchKey,
        });
        builder.HasIndex(row => row.Id).HasFilter("\"SearchRest\" IS NOT NULL");
        builder.Property(row => row.SearchKey).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.Property(row => row.SearchRest).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.HasMany(row => row.Events).WithOne().HasForeignKey(row => row.AlertId);
        builder.HasMany(row => row.Verdicts).WithOne().HasForeignKey(row => row.AlertId);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<AlertEvent> builder) => builder.HasIndex(row => row.AlertId);

    public void Configure(EntityTypeBuilder<AlertVerdict> builder) => builder.HasIndex(row => new { row.AlertId, row.At });

    public void Configure(EntityTypeBuilder<KnownAsset> builder) => builder.HasKey(row => new { row.Finess, row.Key });

    public void Configure(EntityTypeBuilder<OutboxFinding> builder) =>
        builder.HasIndex(row => new
        {
            row.DeliveredAt,
            row.Error,
            row.Id,
        });

    public void Configure(EntityTypeBuilder<Worker> builder) => builder.HasKey(row => row.Name);
}
