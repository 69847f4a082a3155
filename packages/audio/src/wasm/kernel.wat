;; The inner loops of the resampler (../resampler/kernels.ts says what each does) for WebAssembly with 128-bit SIMD, in
;; single precision. Places arrive as indices of floats and are turned into bytes. `npm run kernel` assembles this file
;; into kernel-code.ts; a test compares the two.
(module
  (memory (export "memory") 1)

  ;; sums[i] += the sum of taps[k] * samples[i + k], in groups of 16. What is added is summed apart from what is there,
  ;; because a short sum loses less to rounding. More sums at a time, or two taps, would not fit the registers.
  (func (export "fir")
    (param $samples i32) (param $taps i32) (param $tapCount i32) (param $sums i32) (param $sumCount i32)
    (local $x i32) (local $tap i32) (local $tapsEnd i32) (local $sumsEnd i32) (local $weight v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $samples (i32.shl (local.get $samples) (i32.const 2)))
    (local.set $taps (i32.shl (local.get $taps) (i32.const 2)))
    (local.set $sums (i32.shl (local.get $sums) (i32.const 2)))
    (local.set $tapsEnd (i32.add (local.get $taps) (i32.shl (local.get $tapCount) (i32.const 2))))
    (local.set $sumsEnd (i32.add (local.get $sums) (i32.shl (local.get $sumCount) (i32.const 2))))
    (loop $group
      (local.set $a (v128.const i32x4 0 0 0 0))
      (local.set $b (v128.const i32x4 0 0 0 0))
      (local.set $c (v128.const i32x4 0 0 0 0))
      (local.set $d (v128.const i32x4 0 0 0 0))
      (local.set $x (local.get $samples))
      (local.set $tap (local.get $taps))
      (loop $oneTap
        (local.set $weight (v128.load32_splat (local.get $tap)))
        (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $weight) (v128.load (local.get $x)))))
        (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $weight) (v128.load offset=16 (local.get $x)))))
        (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $weight) (v128.load offset=32 (local.get $x)))))
        (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $weight) (v128.load offset=48 (local.get $x)))))
        (local.set $x (i32.add (local.get $x) (i32.const 4)))
        (local.set $tap (i32.add (local.get $tap) (i32.const 4)))
        (br_if $oneTap (i32.lt_u (local.get $tap) (local.get $tapsEnd))))
      (v128.store (local.get $sums) (f32x4.add (v128.load (local.get $sums)) (local.get $a)))
      (v128.store offset=16 (local.get $sums) (f32x4.add (v128.load offset=16 (local.get $sums)) (local.get $b)))
      (v128.store offset=32 (local.get $sums) (f32x4.add (v128.load offset=32 (local.get $sums)) (local.get $c)))
      (v128.store offset=48 (local.get $sums) (f32x4.add (v128.load offset=48 (local.get $sums)) (local.get $d)))
      (local.set $samples (i32.add (local.get $samples) (i32.const 64)))
      (local.set $sums (i32.add (local.get $sums) (i32.const 64)))
      (br_if $group (i32.lt_u (local.get $sums) (local.get $sumsEnd)))))

  ;; Cuts interleaved samples into branches, and each branch into four planes.
  (func (export "split")
    (param $samples i32) (param $pairs i32) (param $branches i32) (param $planes i32) (param $stride i32)
    (local $branch i32) (local $at i32) (local $even i32) (local $odd i32) (local $difference i32) (local $next i32)
    (local $end i32) (local $first f32) (local $second f32) (local $before f32)
    (local.set $samples (i32.shl (local.get $samples) (i32.const 2)))
    (local.set $planes (i32.shl (local.get $planes) (i32.const 2)))
    (local.set $stride (i32.shl (local.get $stride) (i32.const 2)))
    (local.set $even (local.get $planes))
    (loop $branchLoop
      (local.set $at (i32.add (local.get $samples) (i32.shl (local.get $branch) (i32.const 2))))
      (local.set $odd (i32.add (local.get $even) (local.get $stride)))
      (local.set $difference (i32.add (local.get $odd) (local.get $stride)))
      (local.set $next (i32.add (local.get $difference) (local.get $stride)))
      (local.set $end (i32.add (local.get $even) (i32.shl (local.get $pairs) (i32.const 2))))
      (local.set $branch (i32.add (local.get $branch) (i32.const 1)))
      (loop $pair
        (local.set $first (f32.load (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.shl (local.get $branches) (i32.const 2))))
        (local.set $second (f32.load (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.shl (local.get $branches) (i32.const 2))))
        (f32.store (local.get $even) (local.get $first))
        (f32.store (local.get $odd) (local.get $second))
        (f32.store (local.get $difference) (f32.sub (local.get $first) (local.get $second)))
        ;; Before the first pair this writes one place ahead of the plane, the last of the plane before it.
        (f32.store (i32.sub (local.get $next) (i32.const 4)) (f32.sub (local.get $first) (local.get $before)))
        (local.set $before (local.get $second))
        (local.set $even (i32.add (local.get $even) (i32.const 4)))
        (local.set $odd (i32.add (local.get $odd) (i32.const 4)))
        (local.set $difference (i32.add (local.get $difference) (i32.const 4)))
        (local.set $next (i32.add (local.get $next) (i32.const 4)))
        (br_if $pair (i32.lt_u (local.get $even) (local.get $end))))
      (local.set $planes (i32.add (local.get $planes) (i32.shl (local.get $stride) (i32.const 2))))
      (local.set $even (local.get $planes))
      (br_if $branchLoop (i32.lt_u (local.get $branch) (local.get $branches)))))

  ;; Spreads sums over every step-th place.
  (func (export "spread") (param $sums i32) (param $sumCount i32) (param $out i32) (param $step i32)
    (local $end i32)
    (local.set $sums (i32.shl (local.get $sums) (i32.const 2)))
    (local.set $end (i32.add (local.get $sums) (i32.shl (local.get $sumCount) (i32.const 2))))
    (local.set $out (i32.shl (local.get $out) (i32.const 2)))
    (local.set $step (i32.shl (local.get $step) (i32.const 2)))
    (block $done
      (loop $one
        (br_if $done (i32.ge_u (local.get $sums) (local.get $end)))
        (f32.store (local.get $out) (f32.load (local.get $sums)))
        (local.set $sums (i32.add (local.get $sums) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (local.get $step)))
        (br $one))))

  ;; Makes outputs from a row of taps each; rows are a multiple of four long.
  (func (export "rows")
    (param $rows i32) (param $rowLength i32) (param $phases i32) (param $wholeStep i32) (param $phaseStep i32)
    (param $samples i32) (param $phase i32) (param $out i32) (param $count i32)
    (local $x i32) (local $tap i32) (local $tapsEnd i32) (local $end i32) (local $sum v128)
    (local.set $rows (i32.shl (local.get $rows) (i32.const 2)))
    (local.set $rowLength (i32.shl (local.get $rowLength) (i32.const 2)))
    (local.set $wholeStep (i32.shl (local.get $wholeStep) (i32.const 2)))
    (local.set $samples (i32.shl (local.get $samples) (i32.const 2)))
    (local.set $out (i32.shl (local.get $out) (i32.const 2)))
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $one
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $tap (i32.add (local.get $rows) (i32.mul (local.get $phase) (local.get $rowLength))))
        (local.set $tapsEnd (i32.add (local.get $tap) (local.get $rowLength)))
        (local.set $x (local.get $samples))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (loop $fourTaps
          (local.set $sum
            (f32x4.add (local.get $sum) (f32x4.mul (v128.load (local.get $tap)) (v128.load (local.get $x)))))
          (local.set $x (i32.add (local.get $x) (i32.const 16)))
          (local.set $tap (i32.add (local.get $tap) (i32.const 16)))
          (br_if $fourTaps (i32.lt_u (local.get $tap) (local.get $tapsEnd))))
        (local.set $sum
          (f32x4.add (local.get $sum)
            (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sum) (local.get $sum))))
        (f32.store (local.get $out)
          (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $samples (i32.add (local.get $samples) (local.get $wholeStep)))
        (local.set $phase (i32.add (local.get $phase) (local.get $phaseStep)))
        (if (i32.ge_u (local.get $phase) (local.get $phases))
          (then
            (local.set $phase (i32.sub (local.get $phase) (local.get $phases)))
            (local.set $samples (i32.add (local.get $samples) (i32.const 4)))))
        (br $one)))))
